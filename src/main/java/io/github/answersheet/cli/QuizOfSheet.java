package io.github.answersheet.cli;

import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.source.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The quiz that a sheet answers. */
final class QuizOfSheet {

    @Mixin
    private QuizOptions reading;

    @Option(
            names = "--quiz",
            paramLabel = "QUIZ",
            description = "The quiz that the sheet answers (default: NAME.md beside NAME.answers.md, if it is there).")
    private Path file;

    /**
     * Reads the quiz that is named, or the one beside the sheet.
     *
     * @throws InputException if the one that is named cannot be read
     */
    Optional<Quiz> of(Path sheet, Environment environment) {
        if (file != null) {
            return Optional.of(reading.read(environment.inputs(), file));
        }
        String name = sheet.getFileName().toString();
        if (!name.endsWith(QuizFiles.SHEET_SUFFIX)) {
            return Optional.empty();
        }
        Path beside = sheet.resolveSibling(name.substring(0, name.length() - QuizFiles.SHEET_SUFFIX.length()) + ".md");
        if (!Files.isRegularFile(beside)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read(environment.inputs(), beside));
        } catch (InputException e) {
            environment.tell(e.getMessage());
            return Optional.empty();
        }
    }
}
