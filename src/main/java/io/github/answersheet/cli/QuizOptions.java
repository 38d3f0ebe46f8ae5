package io.github.answersheet.cli;

import io.github.answersheet.quiz.Hints;
import io.github.answersheet.quiz.Outline;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.quiz.Warning;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the user says about the form of quizzes, and how careful reading them is. */
final class QuizOptions {

    private static final String OUTLINE_SUFFIX = ".outline.json";

    @Option(
            names = "--answers-below",
            fallbackValue = "true",
            description = "What stands under a question without options is its answer.")
    private boolean answersBelow;

    @Option(names = "--question-level", paramLabel = "1-6", description = "Headings of this level are the questions.")
    private Integer questionLevel;

    @Option(
            names = "--answer-word",
            paramLabel = "WORD",
            description = "A word that introduces answers, besides those that are known; may be repeated.")
    private List<String> answerWords = List.of();

    @Option(
            names = "--strict",
            fallbackValue = "true",
            description = "Take warnings about what was read for errors (exit code 2).")
    private boolean strict;

    /**
     * Reads a quiz as the user says.
     *
     * @throws InputException if there is no question in it
     */
    Quiz read(Inputs inputs, Path path) {
        return QuizReader.read(inputs.read(path), hints(), outline(path));
    }

    /**
     * Where the questions of a quiz stand, as they are read.
     *
     * @throws InputException as {@link #read}
     */
    Outline outline(Inputs inputs, Path path) {
        return QuizReader.outline(inputs.read(path), hints(), outline(path));
    }

    /** Where the outline of a quiz stands. */
    static Path outlineOf(Path quiz) {
        String name = quiz.getFileName().toString().replaceFirst("(?i)\\.(md|markdown|txt)$", "");
        return quiz.resolveSibling(name + OUTLINE_SUFFIX);
    }

    private static Optional<Outline> outline(Path quiz) {
        if (Inputs.isStream(quiz)) {
            return Optional.empty();
        }
        return Optional.of(outlineOf(quiz))
                .filter(Files::exists)
                .map(TextFiles::read)
                .map(Outline::read);
    }

    /** What the user says about the form. */
    Hints hints() {
        if (questionLevel != null && (questionLevel < 1 || questionLevel > 6)) {
            throw new InputException(Problem.of("--question-level " + questionLevel, "headings have levels 1 to 6"));
        }
        return new Hints(
                answersBelow, questionLevel == null ? OptionalInt.empty() : OptionalInt.of(questionLevel), answerWords);
    }

    boolean isStrict() {
        return strict;
    }

    /** The warnings about a reading as they are told. */
    static List<Problem> problems(Quiz quiz) {
        SourceText source = quiz.source();
        return quiz.warnings().stream()
                .map(w -> Problem.at(source, source.lineStart(Math.min(w.line(), source.lineCount())), message(w)))
                .toList();
    }

    private static String message(Warning warning) {
        return "warning: " + warning.message() + " (" + warning.kind() + ")";
    }
}
