package io.github.answersheet.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    // In the order of the help.
    private static final Map<String, Class<?>> COMMANDS = commands(
            GenerateCommand.class,
            CheckCommand.class,
            ReviseCommand.class,
            ApproveCommand.class,
            UnapproveCommand.class,
            StatusCommand.class,
            CompareCommand.class,
            InspectCommand.class,
            PromptCommand.class,
            RulesCommand.class,
            PackCommand.class,
            RenderCommand.class,
            EvidenceCommand.class,
            StoreCommand.class,
            BatchCommand.class,
            EnqueueCommand.class,
            WorkerCommand.class,
            CollectCommand.class,
            DoctorCommand.class,
            InitCommand.class,
            AutoComplete.GenerateCompletion.class);

    @Option(
            names = NO_COLOR,
            fallbackValue = "true",
            scope = ScopeType.INHERIT,
            description = "No colours; also with NO_COLOR in the environment.")
    private boolean noColor;

    @Spec
    private CommandSpec spec;

    /**
     * The command line with its commands. Each takes a while to be read by reflection, so that one that is named stands alone.
     *
     * @param wanted the commands that are needed; empty means all
     */
    static CommandLine with(List<String> wanted, CommandLine.IFactory factory) {
        CommandLine line = new CommandLine(new AnswersheetCommand(), factory);
        COMMANDS.forEach((name, type) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                line.addSubcommand(type);
            }
        });
        return line;
    }

    /** The command that arguments name; empty without one, and for one that wants to know all the others. */
    static List<String> named(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter(COMMANDS::containsKey)
                .filter(name -> COMMANDS.get(name) != AutoComplete.GenerateCompletion.class)
                .map(List::of)
                .orElse(List.of());
    }

    private static Map<String, Class<?>> commands(Class<?>... types) {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        for (Class<?> type : types) {
            commands.put(type.getAnnotation(Command.class).name(), type);
        }
        return Collections.unmodifiableMap(commands);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }
}
