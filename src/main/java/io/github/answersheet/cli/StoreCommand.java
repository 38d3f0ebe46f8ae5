package io.github.answersheet.cli;

import io.github.answersheet.llm.Step;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.StoreUpkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the replies that are kept. */
@Command(
        name = "store",
        description = "Looks after the replies that are kept.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet store stats",
            "  answersheet store list                      keys that show takes, the latest first",
            "  answersheet store show 3fa9",
            "  answersheet store verify --store calls.db",
            "  answersheet store prune --older-than 90 --dry-run"
        })
final class StoreCommand implements Runnable {

    private static final int KEY_SHOWN = 16;

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    StoreCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "name what to do: stats, list, verify, show or prune");
    }

    @Command(description = "Counts the replies and their tokens.", mixinStandardHelpOptions = true)
    int stats(@Mixin StoreOptions options) {
        return with(options, (upkeep, name) -> {
            List<StoreUpkeep.Count> counts = upkeep.counts();
            TextTable table = new TextTable("Model", "Ended", "Replies", "Tokens in", "Tokens out");
            for (StoreUpkeep.Count count : counts) {
                table.row(
                        count.model().isEmpty() ? "(not named)" : count.model(),
                        count.finish(),
                        Long.toString(count.replies()),
                        Long.toString(count.input()),
                        Long.toString(count.output()));
            }
            environment.out().print(table.render());
            long replies = counts.stream().mapToLong(StoreUpkeep.Count::replies).sum();
            environment.out().println(name + ": " + replies + (replies == 1 ? " reply" : " replies"));
            return ExitCode.OK;
        });
    }

    @Command(
            description = "Lists calls with the keys that show takes, the latest first.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "So many at most (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Mixin StoreOptions options) {
        EffortOptions.atLeast("--limit", limit, 1);
        return with(options, (upkeep, name) -> {
            TextTable table = new TextTable("Key", "Question", "Step", "Model", "Kept at");
            for (StoreUpkeep.Kept call : upkeep.latest(limit)) {
                table.row(
                        call.key().substring(0, KEY_SHOWN),
                        Integer.toString(call.question()),
                        new Step(call.step()).toString(),
                        call.model().isEmpty() ? "(not named)" : call.model(),
                        Instant.ofEpochMilli(call.created())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
            }
            environment.out().print(table.render());
            return ExitCode.OK;
        });
    }

    @Command(
            description =
                    "Examines the file and every call in it; exit code 1 if anything is wrong. The files of a server"
                            + " are left to the server.",
            mixinStandardHelpOptions = true)
    int verify(@Mixin StoreOptions options) {
        return with(options, (upkeep, name) -> {
            List<String> problems = upkeep.problems();
            problems.forEach(problem -> environment.out().println(name + ": " + problem));
            environment.out().println(name + ": " + InspectCommand.count(problems.size(), "problem"));
            return problems.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
        });
    }

    @Command(description = "Prints a call as it was made, and its reply.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "KEY", description = "The key, or how it begins.") String key,
            @Mixin StoreOptions options) {
        return with(options, (upkeep, name) -> {
            String[] found =
                    upkeep.show(key).orElseThrow(() -> new InputException(Problem.of(name, "has no call " + key)));
            environment.out().println(found[0]);
            environment.out().println();
            environment.out().println(found[1]);
            return ExitCode.OK;
        });
    }

    @Command(description = "Takes out old replies and gives their space back.", mixinStandardHelpOptions = true)
    int prune(
            @Option(
                            names = "--older-than",
                            paramLabel = "DAYS",
                            required = true,
                            description = "Replies older than so many days go.")
                    int days,
            @Option(names = "--dry-run", fallbackValue = "true", description = "Only count them.") boolean dryRun,
            @Mixin StoreOptions options) {
        EffortOptions.atLeast("--older-than", days, 0);
        long time = System.currentTimeMillis() - Duration.ofDays(days).toMillis();
        return with(options, (upkeep, name) -> {
            long gone = dryRun ? upkeep.olderThan(time) : upkeep.prune(time);
            environment.out().println(name + ": " + gone + (dryRun ? " would go" : " taken out"));
            return ExitCode.OK;
        });
    }

    private int with(StoreOptions options, BiFunction<StoreUpkeep, String, Integer> work) {
        try (CallStore store = options.existing(environment.variables())) {
            return work.apply(new StoreUpkeep(store), store.name());
        }
    }
}
