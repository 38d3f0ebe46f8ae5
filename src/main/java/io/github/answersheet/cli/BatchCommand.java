package io.github.answersheet.cli;

import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.RemoteBatch;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.StoredBatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after batches that are with a provider. */
@Command(
        name = "batch",
        description = "Looks after batches that generate --via batch has sent.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  answersheet batch list",
            "  answersheet batch cancel batch_68f0",
            "  answersheet batch cancel --all --store calls.db",
            "",
            "Replies are taken into the store by the command that sent the batch, when it is run again."
        })
final class BatchCommand implements Runnable {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    BatchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name what to do: list or cancel");
    }

    @Command(
            description = "Shows the batches of a store, with the provider's word for how far they are.",
            mixinStandardHelpOptions = true)
    int list(@Mixin StoreOptions options, @Mixin ProviderOptions provider) {
        return with(options, log -> {
            TextTable table = new TextTable("Batch", "Sent", "State", "Calls", "Done", "Replies kept", "Failed");
            List<StoredBatch> batches = log.all();
            batches.forEach(batch -> row(table, batch, provider));
            environment.out().print(table.render());
            long open = batches.stream().filter(StoredBatch::isOpen).count();
            environment.out().println(batches.size() + " in all, " + open + " open");
            return ExitCode.OK;
        });
    }

    @Command(
            description = "Asks the provider to end batches. Calls that are done keep their replies.",
            mixinStandardHelpOptions = true)
    int cancel(
            @Parameters(paramLabel = "BATCH", arity = "0..1", description = "A batch's name, or how it begins.")
                    String name,
            @Option(names = "--all", fallbackValue = "true", description = "Every batch that is open.") boolean all,
            @Mixin StoreOptions options,
            @Mixin ProviderOptions provider) {
        if (all == (name != null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "name a batch, or give --all");
        }
        return with(options, log -> {
            List<StoredBatch> open = log.all().stream()
                    .filter(batch -> batch.isOpen() && batch.isSubmitted())
                    .toList();
            List<StoredBatch> wanted = all ? open : List.of(named(name, open));
            wanted.forEach(batch -> cancel(batch, provider));
            if (wanted.isEmpty()) {
                environment.out().println("no batch is open");
            }
            return ExitCode.OK;
        });
    }

    private static StoredBatch named(String name, List<StoredBatch> open) {
        List<StoredBatch> found =
                open.stream().filter(batch -> batch.remote().startsWith(name)).toList();
        Optional<StoredBatch> exact =
                found.stream().filter(batch -> batch.remote().equals(name)).findFirst();
        if (exact.isEmpty() && found.size() != 1) {
            throw new InputException(
                    Problem.of("batch " + name, found.isEmpty() ? "is no open batch of this store" : "may be several"));
        }
        return exact.orElseGet(() -> found.get(0));
    }

    private void cancel(StoredBatch batch, ProviderOptions provider) {
        BatchApi api = provider.at(batch.url(), environment.variables())
                .orElseThrow(() -> new InputException(Problem.of(
                        "batch " + batch.remote(),
                        "is at " + batch.url() + "; set OPENAI_BASE_URL or OPENAI_API_KEY")));
        RemoteBatch now = api.cancel(batch.remote());
        environment.out().println(batch.remote() + ": " + now.state());
    }

    private void row(TextTable table, StoredBatch batch, ProviderOptions provider) {
        Optional<RemoteBatch> now = batch.isOpen() && batch.isSubmitted()
                ? provider.at(batch.url(), environment.variables()).map(api -> api.get(batch.remote()))
                : Optional.empty();
        table.row(
                batch.isSubmitted() ? batch.remote() : batch.id(),
                Instant.ofEpochMilli(batch.created())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                now.map(RemoteBatch::state).orElse(batch.state() + (batch.isOpen() ? " when last seen" : "")),
                Long.toString(batch.calls()),
                Long.toString(now.map(RemoteBatch::done).orElse(batch.replies() + batch.failed())),
                Long.toString(batch.replies()),
                Long.toString(batch.failed()));
    }

    private int with(StoreOptions options, ToIntFunction<BatchLog> work) {
        try (CallStore store = options.existing(environment.variables())) {
            return work.applyAsInt(new BatchLog(store));
        }
    }
}
