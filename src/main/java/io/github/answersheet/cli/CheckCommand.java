package io.github.answersheet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.check.rule.Rules;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks answer sheets, whoever made them. */
@Command(
        name = "check",
        description = "Checks answer sheets, whoever made them. Needs no model and no key.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet check sheet.md",
            "  answersheet check sheet.md --quiz quiz.md --format json",
            "",
            "Exit codes: 0 no error, 1 errors found, 2 unreadable."
        })
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SHEET", arity = "1..*", description = "Answer sheets in Markdown.")
    private List<Path> sheets;

    @Option(names = "--quiz", paramLabel = "QUIZ", description = "The quiz that the sheet answers.")
    private Path quizFile;

    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How findings are printed (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private PackOption pack;

    private final Environment environment;

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Pack loaded = pack.pack();
        Optional<Quiz> quiz = Optional.ofNullable(quizFile).map(TextFiles::read).map(QuizReader::read);
        SheetReader reader = new SheetReader(loaded);
        Checker checker = new Checker(Rules.all());
        FindingsPrinter printer = new FindingsPrinter(environment.out());
        List<Finding> all = new ArrayList<>();
        for (Path path : sheets) {
            SourceText sheet = TextFiles.read(path);
            SheetText read = reader.read(sheet, quiz);
            List<Finding> findings = checker.check(read);
            if (format == Format.TEXT) {
                printer.text(sheet, read.answers().size(), findings);
            }
            all.addAll(findings);
        }
        if (format == Format.JSON) {
            printer.json(all);
        }
        return all.stream().anyMatch(Finding::isError) ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
