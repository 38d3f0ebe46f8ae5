package io.github.answersheet.cli;

import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.BudgetClient;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Limits;
import io.github.answersheet.llm.OpenAiClient;
import io.github.answersheet.llm.Patience;
import io.github.answersheet.llm.RecordingClient;
import io.github.answersheet.llm.ReplayClient;
import io.github.answersheet.llm.RetryingClient;
import io.github.answersheet.llm.StoringClient;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model answers. */
final class ModelOptions {

    static final String DEFAULT_MODEL = "gpt-4.1";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = DEFAULT_MODEL,
            description = "Model of the endpoint (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "OpenAI-compatible endpoint, ending in /v1; also OPENAI_BASE_URL. The key is read from"
                    + " OPENAI_API_KEY; a local server needs none.")
    private String baseUrl;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest time for one call (default: ${DEFAULT-VALUE}).")
    private long timeout;

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
            paramLabel = "DIR",
            description = "Answer from the replies recorded in this folder; no model is called.")
    private Path replay;

    @Option(names = "--record", paramLabel = "DIR", description = "Write each reply to this folder, for --replay.")
    private Path record;

    String name() {
        return model;
    }

    boolean isReplay() {
        return replay != null;
    }

    /**
     * @param usual takes what is kept
     * @param anew does not take what was kept before now
     */
    record Clients(ChatClient usual, ChatClient anew) {}

    /**
     * @param store where replies of a model are kept, if they are
     * @param since milliseconds since 1970; older replies of the store are not used
     * @param budget of the job
     * @param work what tells the job from others
     */
    Clients clients(Map<String, String> variables, Optional<CallStore> store, long since, Budget budget, String work) {
        if (replay != null) {
            ChatClient client = recording(new ReplayClient(replay));
            return new Clients(client, client);
        }
        Endpoint endpoint = endpoint(variables);
        String job = CallKey.of(Map.of("work", work, "model", model, "url", endpoint.baseUrl()))
                .hash();
        Spending before = store.map(s -> s.spent(job, since)).orElse(Spending.NONE);
        Usage spent = new Usage(before.input(), before.output(), before.cached());
        ChatClient live = new BudgetClient(live(endpoint, variables), budget, before.calls(), spent);
        if (store.isEmpty()) {
            return new Clients(recording(live), recording(live));
        }
        long now = System.currentTimeMillis();
        return new Clients(
                recording(new StoringClient(live, store.get(), endpoint, since, job)),
                recording(new StoringClient(live, store.get(), endpoint, now, job)));
    }

    private ChatClient recording(ChatClient client) {
        return record == null ? client : new RecordingClient(client, record);
    }

    /** Questions under way at once. */
    int concurrency() {
        EffortOptions.atLeast("--concurrency", concurrency, 1);
        return concurrency;
    }

    private ChatClient live(Endpoint endpoint, Map<String, String> variables) {
        EffortOptions.atLeast("--rpm", requestsPerMinute, 0);
        EffortOptions.atLeast("--tpm", tokensPerMinute, 0);
        EffortOptions.atLeast("--attempts", attempts, 1);
        Limits limits = new Limits(concurrency(), requestsPerMinute, tokensPerMinute);
        Patience patience = new Patience(attempts, Patience.DEFAULT.first(), Patience.DEFAULT.longest());
        return new RetryingClient(new OpenAiClient(endpoint, limits, variables), patience);
    }

    void refuseWithoutEndpoint(Map<String, String> variables) {
        endpoint(variables);
    }

    private Endpoint endpoint(Map<String, String> variables) {
        Optional<String> key = Optional.ofNullable(variables.get("OPENAI_API_KEY"))
                .map(String::strip)
                .filter(k -> !k.isEmpty());
        if (key.isEmpty() && baseUrl == null) {
            throw new InputException(Problem.of(
                    "no model",
                    "set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server,"
                            + " or take recorded replies with --replay DIR"));
        }
        if (timeout < 1) {
            throw new InputException(Problem.of("--timeout " + timeout, "at least one second is needed"));
        }
        return new Endpoint(
                Optional.ofNullable(baseUrl).orElse(Endpoint.OPENAI), key, model, Duration.ofSeconds(timeout));
    }
}
