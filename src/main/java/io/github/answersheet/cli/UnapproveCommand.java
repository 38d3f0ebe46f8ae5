package io.github.answersheet.cli;

import io.github.answersheet.sheet.Standing;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes approvals back. */
@Command(
        name = "unapprove",
        description =
                "Takes back that somebody vouches for answers of a sheet. What was edited by hand stays all the same.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  answersheet unapprove quiz.answers.md 7", "  answersheet unapprove quiz.answers.md all"})
final class UnapproveCommand implements Callable<Integer> {

    @Mixin
    private AnswersOfSheet answers;

    private final Environment environment;

    UnapproveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        for (Standing standing : answers.approved(environment, Optional.empty())) {
            environment.out().println("answer " + standing.number() + ": not approved");
        }
        return ExitCode.OK;
    }
}
