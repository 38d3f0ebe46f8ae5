package io.github.answersheet.cli;

import io.github.answersheet.sheet.SheetFile;
import io.github.answersheet.sheet.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes approvals back. */
@Command(
        name = "unapprove",
        description =
                "Takes back that somebody vouches for answers of a sheet. What was edited by hand stays all the same.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  answersheet unapprove quiz.answers.md 7", "  answersheet unapprove quiz.answers.md all"})
final class UnapproveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SHEET", description = "An answer sheet.")
    private Path sheet;

    @Parameters(
            index = "1..*",
            paramLabel = "ANSWER",
            arity = "1..*",
            description = "Numbers of answers, such as 3,7-9, or all.")
    private List<String> answers;

    @Mixin
    private PackOption pack;

    @Mixin
    private QuizOfSheet quiz;

    private final Environment environment;

    UnapproveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        SheetFile file = new SheetFile(sheet, pack.packOf(environment.read(sheet)), environment::tell);
        for (Standing standing :
                file.approve(quiz.of(sheet, environment), ApproveCommand.numbers(answers, file), Optional.empty())) {
            environment.out().println("answer " + standing.number() + ": not approved");
        }
        return ExitCode.OK;
    }
}
