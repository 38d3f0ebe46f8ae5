package io.github.answersheet.cli;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.BudgetClient;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Limits;
import io.github.answersheet.llm.ModelClient;
import io.github.answersheet.llm.Patience;
import io.github.answersheet.llm.RecordingClient;
import io.github.answersheet.llm.ReplayClient;
import io.github.answersheet.llm.RetryingClient;
import io.github.answersheet.llm.StoringClient;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Spending;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model answers. */
final class ModelOptions {

    @Mixin
    private EndpointOptions endpoint;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "Calls at once at most; fewer where the endpoint is overloaded (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--rpm",
            paramLabel = "N",
            defaultValue = "0",
            description = "Requests a minute at most (default: what the endpoint's headers say).")
    private int requestsPerMinute;

    @Option(
            names = "--tpm",
            paramLabel = "N",
            defaultValue = "0",
            description = "Input tokens a minute at most, estimated (default: what the endpoint's headers say).")
    private int tokensPerMinute;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "6",
            description = "Attempts for a call that fails for a reason that may pass (default: ${DEFAULT-VALUE}).")
    private int attempts;

    @Option(
            names = "--replay",
            paramLabel = "DIR|FILE",
            description =
                    "Answer from the replies recorded in this folder, or from a file with all answers, one after the other; no model is called. For question 3 they"
                            + " are q03.md (draft), q03.repair-1.md, q03.repair-2.md, q03.redraft.md; q03.longer.md and"
                            + " q03.redraft-longer.md where a reply was cut off; q03.section-LABEL.md where a section"
                            + " was drafted alone.")
    private Path replay;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Write each reply to this folder, under the names that --replay reads.")
    private Path record;

    String name() {
        return endpoint.model();
    }

    boolean isReplay() {
        return replay != null;
    }

    /**
     * A command's calls to one endpoint.
     *
     * @param id tells them from those of other commands, as far as their budget goes
     * @param since milliseconds since 1970; older replies of the store are not used
     * @param now milliseconds since 1970; what is asked anew takes no older reply
     */
    record Job(String id, Endpoint endpoint, long since, long now, Budget budget) {}

    /**
     * @param usual takes what is kept
     * @param anew does not take what was kept before now
     */
    record Clients(ChatClient usual, ChatClient anew) {}

    /**
     * @param work what tells the job from others
     */
    Job job(Endpoint endpoint, String work, long since, Budget budget) {
        String id = CallKey.of(Map.of("work", work, "model", endpoint.model(), "url", endpoint.baseUrl()))
                .hash();
        return new Job(id, endpoint, since, System.currentTimeMillis(), budget);
    }

    /**
     * Says of all questions at once which have no recorded reply.
     *
     * @throws InputException if one has none
     */
    void refuseMissing(boolean isOneQuiz, Iterable<Subject> subjects) {
        new ReplayClient(replay, isOneQuiz).refuseMissing(subjects);
    }

    /**
     * Clients that call nobody.
     *
     * @param isOneQuiz whether all questions are of one quiz
     */
    Clients replaying(boolean isOneQuiz) {
        ChatClient client = recording(new ReplayClient(replay, isOneQuiz));
        return new Clients(client, client);
    }

    /**
     * Clients that call.
     *
     * @param store where replies are kept, if they are
     */
    Clients calling(Map<String, String> variables, Optional<CallStore> store, Job job) {
        Spending before = store.map(s -> s.spent(job.id(), job.since())).orElse(Spending.NONE);
        Usage spent = new Usage(before.input(), before.output(), before.cached());
        ChatClient live = new BudgetClient(live(job.endpoint(), variables), job.budget(), before.calls(), spent);
        return clients(
                job,
                since -> store.<ChatClient>map(
                                kept -> new StoringClient(live, kept, job.endpoint(), since, job.id(), underway()))
                        .orElse(live));
    }

    /**
     * @param client for replies that are not older than a time
     */
    Clients clients(Job job, LongFunction<ChatClient> client) {
        return new Clients(recording(client.apply(job.since())), recording(client.apply(job.now())));
    }

    private ChatClient recording(ChatClient client) {
        return record == null ? client : new RecordingClient(client, record);
    }

    /** Questions that are begun and not finished at once: some more than calls, so that one is ready when a call ends. */
    int underway() {
        return concurrency() + concurrency() / 8;
    }

    /** Calls at once at most. */
    int concurrency() {
        EffortOptions.atLeast("--concurrency", concurrency, 1);
        return concurrency;
    }

    private ChatClient live(Endpoint endpoint, Map<String, String> variables) {
        EffortOptions.atLeast("--rpm", requestsPerMinute, 0);
        EffortOptions.atLeast("--tpm", tokensPerMinute, 0);
        Limits limits = new Limits(concurrency(), requestsPerMinute, tokensPerMinute);
        return new RetryingClient(new ModelClient(endpoint, limits, variables), patience());
    }

    /** How often and how soon is tried again. */
    Patience patience() {
        EffortOptions.atLeast("--attempts", attempts, 1);
        return new Patience(attempts, Patience.DEFAULT.first(), Patience.DEFAULT.longest());
    }

    /**
     * The endpoint that is called.
     *
     * @throws InputException if there is neither a key nor an address
     */
    Endpoint endpoint(Map<String, String> variables) {
        return endpoint.of(variables);
    }

    /**
     * Refuses a provider that has no batches in OpenAI's form.
     *
     * @throws InputException if it is one
     */
    void withBatches(Map<String, String> variables) {
        endpoint.withBatches(variables);
    }

    /** The endpoint whose calls are made by somebody else. */
    Endpoint endpointElsewhere(Map<String, String> variables) {
        return endpoint.elsewhere(variables);
    }
}
