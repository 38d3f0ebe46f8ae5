package io.github.answersheet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things are in the checkout that is being tested. */
public final class ProjectFiles {

    public static final Path ROOT =
            Path.of(System.getProperty("project.basedir", ".")).toAbsolutePath().normalize();
    public static final Path SAMPLE = ROOT.resolve("samples/sre-python-scripting");
    public static final Path SAMPLE_QUIZ = SAMPLE.resolve("quiz.md");
    public static final Path SAMPLE_REPLIES = SAMPLE.resolve("replies");

    private ProjectFiles() {}

    /** Quizzes by other authors, which may be read where they are and are not part of the project. */
    public static Optional<Path> sharedQuizzes() {
        Path quizzes = ROOT.resolveSibling("shared").resolve("quizzes");
        return Optional.of(quizzes).filter(Files::isDirectory);
    }
}
