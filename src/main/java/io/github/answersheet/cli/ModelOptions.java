package io.github.answersheet.cli;

import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Limits;
import io.github.answersheet.llm.OpenAiClient;
import io.github.answersheet.llm.Patience;
import io.github.answersheet.llm.RecordingClient;
import io.github.answersheet.llm.ReplayClient;
import io.github.answersheet.llm.RetryingClient;
import io.github.answersheet.llm.StoringClient;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallStore;
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
     * @param store where replies of a model are kept, if they are
     * @param since milliseconds since 1970; older replies of the store are not used
     */
    ChatClient client(Map<String, String> variables, Optional<CallStore> store, long since) {
        ChatClient client = replay != null ? new ReplayClient(replay) : live(variables, store, since);
        return record == null ? client : new RecordingClient(client, record);
    }

    /** Questions under way at once. */
    int concurrency() {
        EffortOptions.atLeast("--concurrency", concurrency, 1);
        return concurrency;
    }

    private ChatClient live(Map<String, String> variables, Optional<CallStore> store, long since) {
        Endpoint endpoint = endpoint(variables);
        EffortOptions.atLeast("--rpm", requestsPerMinute, 0);
        EffortOptions.atLeast("--tpm", tokensPerMinute, 0);
        EffortOptions.atLeast("--attempts", attempts, 1);
        Limits limits = new Limits(concurrency(), requestsPerMinute, tokensPerMinute);
        Patience patience = new Patience(attempts, Patience.DEFAULT.first(), Patience.DEFAULT.longest());
        ChatClient client = new RetryingClient(new OpenAiClient(endpoint, limits, variables), patience);
        return store.isPresent() ? new StoringClient(client, store.get(), endpoint, since) : client;
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
