package io.github.answersheet.cli;

import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Vouches for answers. */
@Command(
        name = "approve",
        description =
                "Vouches for answers of a sheet. No run touches them from then on. The record beside the sheet keeps"
                        + " who approved what; when question or answer change, status says so.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet approve quiz.answers.md 3,7-9 --by \"Ada Lovelace\"",
            "  answersheet approve quiz.answers.md all --by Ada",
            "  answersheet unapprove quiz.answers.md 7"
        })
final class ApproveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SHEET", description = "An answer sheet.")
    private Path sheet;

    @Parameters(
            index = "1..*",
            paramLabel = "ANSWER",
            arity = "1..*",
            description = "Numbers of answers, such as 3,7-9, or all.")
    private List<String> answers;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who vouches for them.")
    private String by;

    @Mixin
    private PackOption pack;

    @Mixin
    private QuizOfSheet quiz;

    private final Environment environment;

    ApproveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (by.isBlank()) {
            throw new InputException(Problem.of("--by", "a name is needed"));
        }
        SheetFile file = new SheetFile(sheet, pack.packOf(environment.read(sheet)), environment::tell);
        Optional<Quiz> asked = quiz.of(sheet, environment);
        Set<Integer> numbers = numbers(answers, file);
        for (Standing standing : file.approve(asked, numbers, Optional.of(by.strip()))) {
            environment.out().println("answer " + standing.number() + ": approved by " + by.strip());
            if (standing.isChanged()) {
                environment.tell("answer " + standing.number() + ": the question it shows is not the quiz's");
            }
            if (standing.needsReview()) {
                environment.tell("answer " + standing.number() + ": the sheet still marks it as needing review");
            }
        }
        return ExitCode.OK;
    }

    /** The numbers that some words name. */
    static Set<Integer> numbers(List<String> words, SheetFile file) {
        Set<Integer> there = file.standings().stream().map(Standing::number).collect(Collectors.toSet());
        if (words.equals(List.of("all"))) {
            return there;
        }
        NumberRanges ranges = new NumberRanges.Converter().convert(String.join(",", words));
        return ranges.numbers(there);
    }
}
