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

    /** The sample's quiz with replies that tests know word by word, so that the sample can be written anew. */
    public static final Path RECORDED_QUIZ = ROOT.resolve("src/test/resources/recorded/quiz.md");

    public static final Path RECORDED_REPLIES = RECORDED_QUIZ.resolveSibling("replies");

    private ProjectFiles() {}

    /** Quizzes by other authors, which may be read where they are and are not part of the project. */
    public static Optional<Path> sharedQuizzes() {
        Path quizzes = ROOT.resolveSibling("shared").resolve("quizzes");
        return Optional.of(quizzes).filter(Files::isDirectory);
    }
}
