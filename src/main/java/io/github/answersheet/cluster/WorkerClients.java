package io.github.answersheet.cluster;

import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.IntendingClient;
import io.github.answersheet.llm.IntendingClient.OnLost;
import io.github.answersheet.llm.Limits;
import io.github.answersheet.llm.ModelClient;
import io.github.answersheet.llm.Patience;
import io.github.answersheet.llm.RetryingClient;
import io.github.answersheet.llm.StoredCalls;
import io.github.answersheet.llm.StoringClient;
import io.github.answersheet.llm.batch.DeferringClient;
import io.github.answersheet.llm.batch.ImportedReplies;
import io.github.answersheet.llm.batch.PendingCalls;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Intents;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Makes the clients of a worker. A call that is made at once goes through the store, which claims it; the one owner of retries; an endpoint's limits
 * over all workers; the note that it is made; and out.
 *
 * @param entries endpoints to call
 * @param concurrency calls at once of this worker
 * @param timeout for one whole call
 * @param variables of the environment: keys and proxies
 */
public record WorkerClients(
        CallStore store,
        GlobalLimits limits,
        List<EndpointEntry> entries,
        int concurrency,
        Duration timeout,
        Patience patience,
        OnLost onLost,
        Map<String, String> variables) {

    /**
     * The client for the calls of a job that are made later.
     *
     * @param pending told of them
     */
    public ChatClient deferring(OpenJob job, PendingCalls pending) {
        StoredCalls calls = new StoredCalls(store, job.name(), 0, job.id());
        return new DeferringClient(
                calls, new ImportedReplies(List.of()), pending, entries.get(0).name() + ", in batches");
    }

    /** The client for the calls of a job. */
    public ChatClient of(OpenJob job) {
        Endpoint name = job.name();
        Intents intents = new Intents(store);
        List<ChatClient> live = entries.stream()
                .<ChatClient>map(entry -> {
                    Endpoint endpoint = entry.endpoint(name.model(), timeout, variables);
                    ChatClient out = new ModelClient(endpoint, new Limits(concurrency, 0, 0), variables);
                    return new LimitedClient(
                            new IntendingClient(out, intents, name, job.id(), onLost),
                            limits.limit(entry.name(), "requests", entry.rpm()),
                            limits.limit(entry.name(), "tokens", entry.tpm()));
                })
                .toList();
        return new StoringClient(
                new RetryingClient(new EndpointPool(live), patience), store, name, 0, job.id(), concurrency);
    }
}
