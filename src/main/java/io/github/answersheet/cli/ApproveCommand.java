package io.github.answersheet.cli;

import io.github.answersheet.sheet.Standing;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private AnswersOfSheet answers;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who vouches for them.")
    private String by;

    private final Environment environment;

    ApproveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (by.isBlank()) {
            throw new InputException(Problem.of("--by", "a name is needed"));
        }
        for (Standing standing : answers.approved(environment, Optional.of(by.strip()))) {
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
}
