package io.github.answersheet.cli;

import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where the sheet of each quiz is written. */
final class SheetTargets {

    private final String output;
    private final boolean single;
    private final Map<Path, Path> taken = new HashMap<>();

    /**
     * @param output what the user gave with {@code -o}, or null
     * @param single whether there is one quiz, named as a file
     */
    SheetTargets(String output, boolean single) {
        this.output = output;
        this.single = single;
    }

    /**
     * @return the file, or null for stdout
     * @throws InputException if two quizzes would write the same sheet, or where nothing can be written
     */
    Path of(QuizFiles.QuizFile quiz) {
        Path target = target(quiz);
        if (target != null) {
            Path earlier = taken.put(target.toAbsolutePath().normalize(), quiz.path());
            if (earlier != null) {
                throw new InputException(
                        Problem.of(target.toString(), "would be the sheet of both " + earlier + " and " + quiz.path()));
            }
            if (target.toAbsolutePath()
                    .normalize()
                    .equals(quiz.path().toAbsolutePath().normalize())) {
                throw new InputException(
                        Problem.of(target.toString(), "is the quiz itself; name another file with -o"));
            }
            SheetFile.refuse(target);
        }
        return target;
    }

    private Path target(QuizFiles.QuizFile quiz) {
        boolean isStream = Inputs.isStream(quiz.path());
        if (output == null) {
            return isStream ? null : quiz.path().resolveSibling(quiz.sheetName());
        }
        if (output.equals(Inputs.DASH)) {
            return null;
        }
        Path path = Path.of(output);
        boolean isFolder = Files.isDirectory(path) || output.endsWith("/") || !single;
        if (!isFolder) {
            return path;
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InputException(Problem.of("-o " + output, "is a file; several sheets need a folder"));
        }
        if (isStream) {
            throw new InputException(Problem.of(
                    quiz.path().toString(),
                    "has no name that its sheet could have; name a file with -o, or - for stdout"));
        }
        Path relative = quiz.root().toAbsolutePath().relativize(quiz.path().toAbsolutePath());
        return OutputFile.below(path, relative.resolveSibling(quiz.sheetName()));
    }
}
