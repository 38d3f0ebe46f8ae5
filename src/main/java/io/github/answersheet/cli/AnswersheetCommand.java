package io.github.answersheet.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "answersheet",
        description = "Drafts, checks and assembles answer sheets for quizzes in Markdown.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            GenerateCommand.class,
            CheckCommand.class,
            CompareCommand.class,
            InspectCommand.class,
            PromptCommand.class,
            RulesCommand.class,
            RenderCommand.class,
            StoreCommand.class,
            BatchCommand.class,
            EnqueueCommand.class,
            WorkerCommand.class,
            CollectCommand.class,
            StatusCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet inspect quiz.md                 what was understood of a quiz",
            "  answersheet generate quiz.md                writes quiz.answers.md",
            "  answersheet check sheet.md --quiz quiz.md   checks a sheet; needs no model",
            "  answersheet render sheet.md                 writes sheet.html, a page to read",
            "",
            "Exit codes: 0 all passed, 1 findings remain, 2 wrong usage or unreadable input,",
            "3 the model endpoint cannot be used, 4 stopped by a budget, 130 interrupted."
        })
final class AnswersheetCommand implements Runnable {

    static final String NO_COLOR = "--no-color";

    @Option(
            names = NO_COLOR,
            scope = ScopeType.INHERIT,
            description = "No colours; also with NO_COLOR in the environment.")
    private boolean noColor;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }
}
