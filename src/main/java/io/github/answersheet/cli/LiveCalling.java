package io.github.answersheet.cli;

import io.github.answersheet.run.Passes;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.StoredBatch;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes each call when it is needed.
 *
 * @param inBatches calls to the same endpoint that are out in batches
 */
record LiveCalling(ModelOptions.Clients clients, long inBatches) implements Calling {

    static LiveCalling of(
            ModelOptions model, Map<String, String> variables, Optional<CallStore> store, ModelOptions.Job job) {
        long out = store.stream()
                .flatMap(kept -> new BatchLog(kept).open(job.endpoint().baseUrl()).stream())
                .mapToLong(StoredBatch::waiting)
                .sum();
        return new LiveCalling(model.calling(variables, store, job), out);
    }

    @Override
    public String description() {
        return clients.usual().description();
    }

    @Override
    public void run(Passes passes, WithClients answering, Consumer<String> say) throws InterruptedException {
        if (inBatches > 0) {
            say.accept(InspectCommand.count(inBatches, "call")
                    + " under way in batches; this run does not wait for them and may pay some again"
                    + " (--via batch waits)");
        }
        passes.once(answering.with(clients));
    }
}
