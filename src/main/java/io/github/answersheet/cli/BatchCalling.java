package io.github.answersheet.cli;

import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.StoredCalls;
import io.github.answersheet.llm.batch.BatchJob;
import io.github.answersheet.llm.batch.BatchQueue;
import io.github.answersheet.llm.batch.DeferringClient;
import io.github.answersheet.llm.batch.ExportFiles;
import io.github.answersheet.llm.batch.ImportedReplies;
import io.github.answersheet.llm.batch.PendingCalls;
import io.github.answersheet.run.Answering;
import io.github.answersheet.run.Passes;
import io.github.answersheet.run.UnfinishedException;
import io.github.answersheet.run.Waves;
import io.github.answersheet.store.CallStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Has quizzes answered in batches: by the provider, or by somebody to whom files are carried. */
final class BatchCalling implements Calling {

    private final BatchOptions options;
    private final ModelOptions model;
    private final Map<String, String> variables;
    private final CallStore store;
    private final ModelOptions.Job job;
    private final ImportedReplies imported;

    BatchCalling(
            BatchOptions options,
            ModelOptions model,
            Map<String, String> variables,
            CallStore store,
            ModelOptions.Job job) {
        this.options = options;
        this.model = model;
        this.variables = variables;
        this.store = store;
        this.job = job;
        this.imported = options.imported();
    }

    @Override
    public String description() {
        return job.endpoint() + (options.isElsewhere() ? ", called by others" : ", in batches");
    }

    @Override
    public void run(Passes passes, WithClients answering, Consumer<String> say) throws InterruptedException {
        if (options.export().isPresent()) {
            export(options.export().get(), passes, answering, say);
        } else if (options.isElsewhere()) {
            assemble(passes, answering, say);
        } else {
            wave(passes, answering, say);
        }
    }

    private void wave(Passes passes, WithClients answering, Consumer<String> say) throws InterruptedException {
        Duration wait = options.waves().batchWait();
        Instant over = Instant.now().plus(wait);
        Instant until = job.budget().deadline().filter(over::isAfter).orElse(over);
        BatchQueue queue = new BatchQueue(
                new BatchApi(job.endpoint(), model.patience(), variables),
                store,
                batchJob(),
                options.waves().finishLive(),
                say);
        Answering deferred = answering.with(deferring(queue));
        Waves waves = new Waves(queue, () -> passes.over(deferred));
        boolean isFinished = waves.run(until);
        tellOfImports(say);
        if (isFinished) {
            return;
        }
        waves.giveWay(options.waves().finishLive());
        passes.over(answering.with(model.calling(variables, Optional.of(store), job)));
    }

    private void export(Path target, Passes passes, WithClients answering, Consumer<String> say)
            throws InterruptedException {
        try (ExportFiles files = new ExportFiles(target, batchJob(), store.spent(job.id(), job.since()))) {
            boolean isFinished = passes.over(answering.with(deferring(files)));
            files.finish();
            tellOfImports(say);
            if (!isFinished) {
                files.denied().ifPresent(why -> say.accept(why));
                throw new UnfinishedException(InspectCommand.count(files.calls(), "call") + " written to " + target
                        + "; the same command with --import RESULTS.jsonl instead of --export goes on");
            }
        }
    }

    private void assemble(Passes passes, WithClients answering, Consumer<String> say) throws InterruptedException {
        Set<String> missing = ConcurrentHashMap.newKeySet();
        boolean isFinished = passes.over(answering.with(deferring((key, call, since) -> missing.add(key.hash()))));
        tellOfImports(say);
        if (!isFinished) {
            Set<String> failed = new HashSet<>(missing);
            failed.retainAll(imported.failures().keySet());
            throw new UnfinishedException(InspectCommand.count(missing.size(), "call")
                    + " without a reply"
                    + failed.stream()
                            .findFirst()
                            .map(key -> ", " + failed.size() + " of them failed ("
                                    + imported.failures().get(key) + ")")
                            .orElse("")
                    + "; the same command with --export FILE.jsonl writes them");
        }
    }

    private ModelOptions.Clients deferring(PendingCalls pending) {
        return model.clients(
                job,
                since -> new DeferringClient(
                        new StoredCalls(store, job.endpoint(), since, job.id()), imported, pending, description()));
    }

    private BatchJob batchJob() {
        return new BatchJob(
                job.id(),
                job.endpoint(),
                job.since(),
                job.budget(),
                model.patience().attempts(),
                options.waves().limits());
    }

    private void tellOfImports(Consumer<String> say) {
        if (imported.unused() > 0) {
            say.accept(InspectCommand.count(imported.unused(), "result")
                    + " left out: no call of this command has such a custom_id (another model, address, quiz or option"
                    + " makes another call)");
        }
    }
}
