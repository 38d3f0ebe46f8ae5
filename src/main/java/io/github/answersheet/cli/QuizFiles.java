package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that a list of files and folders stands for. */
final class QuizFiles {

    /** What a sheet's name ends with; sheets in a folder are no quizzes. */
    static final String SHEET_SUFFIX = ".answers.md";

    private QuizFiles() {}

    /**
     * A quiz to read.
     *
     * @param root the folder named by the user that it was found in; the file's own folder if the file was named
     * @param isNamed whether the user named the file itself
     */
    record QuizFile(Path path, Path root, boolean isNamed) {

        /** Where its sheet stands unless the user says otherwise. */
        String sheetName() {
            return path.getFileName().toString().replaceFirst("(?i)\\.(md|markdown|txt)$", "") + SHEET_SUFFIX;
        }
    }

    static List<QuizFile> of(List<Path> paths) {
        List<QuizFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path));
            } else {
                Path folder = path.toAbsolutePath().getParent();
                files.add(new QuizFile(path, folder, true));
            }
        }
        return files;
    }

    private static List<QuizFile> inFolder(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            List<QuizFile> files = found.filter(Files::isRegularFile)
                    .filter(p -> p.getFileName().toString().endsWith(".md"))
                    .filter(p -> !p.getFileName().toString().endsWith(SHEET_SUFFIX))
                    .sorted()
                    .map(p -> new QuizFile(p, folder, false))
                    .toList();
            if (files.isEmpty()) {
                throw new InputException(Problem.of(folder.toString(), "there is no *.md file in this folder"));
            }
            return files;
        } catch (IOException e) {
            throw new InputException(Problem.of(folder.toString(), "cannot be searched: " + e.getMessage()));
        }
    }
}
