package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a list of files, folders and patterns such as {@code units/**}{@code /quiz-*.md} stands for. */
final class QuizFiles {

    /** What a sheet's name ends with; sheets in a folder are no quizzes. */
    static final String SHEET_SUFFIX = ".answers.md";

    private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

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
            } else if (isPattern(path)) {
                files.addAll(matching(path));
            } else {
                Path folder = path.toAbsolutePath().getParent();
                files.add(new QuizFile(path, folder, true));
            }
        }
        return files;
    }

    /**
     * The sheets that some paths name.
     *
     * @throws InputException if a folder holds none
     */
    static List<Path> sheets(List<Path> paths) {
        List<Path> sheets = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                sheets.add(path);
                continue;
            }
            try (Stream<Path> found = Files.walk(path)) {
                List<Path> inside = found.filter(p -> p.getFileName().toString().endsWith(SHEET_SUFFIX))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .toList();
                if (inside.isEmpty()) {
                    throw new InputException(
                            Problem.of(path.toString(), "there is no *" + SHEET_SUFFIX + " file in it"));
                }
                sheets.addAll(inside);
            } catch (IOException | UncheckedIOException e) {
                throw new InputException(Problem.of(path.toString(), "cannot be searched: " + e.getMessage()));
            }
        }
        return sheets;
    }

    // A shell leaves a pattern alone that is quoted or that it cannot match.
    private static boolean isPattern(Path path) {
        return PATTERN.matcher(path.toString()).find() && !Files.exists(path);
    }

    private static List<QuizFile> inFolder(Path folder) {
        return found(
                folder,
                p -> p.getFileName().toString().endsWith(".md"),
                folder.toString(),
                "there is no *.md file in it");
    }

    private static List<QuizFile> matching(Path pattern) {
        Path root = Path.of("");
        for (Path name : pattern) {
            if (PATTERN.matcher(name.toString()).find()) {
                break;
            }
            root = root.resolve(name);
        }
        root = pattern.isAbsolute() ? pattern.getRoot().resolve(root) : root;
        PathMatcher matcher = matcher(pattern);
        return found(root, matcher::matches, pattern.toString(), "no file matches it");
    }

    private static PathMatcher matcher(Path pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new InputException(Problem.of(pattern.toString(), "is no pattern: " + e.getDescription()));
        }
    }

    private static List<QuizFile> found(Path folder, Predicate<Path> wanted, String named, String otherwise) {
        try (Stream<Path> found = Files.walk(folder)) {
            List<QuizFile> files = found.filter(wanted)
                    .filter(Files::isRegularFile)
                    .filter(p -> !p.getFileName().toString().endsWith(SHEET_SUFFIX))
                    .sorted()
                    .map(p -> new QuizFile(p, folder, false))
                    .toList();
            if (files.isEmpty()) {
                throw new InputException(Problem.of(named, otherwise));
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(Problem.of(named, "cannot be searched: " + e.getMessage()));
        }
    }
}
