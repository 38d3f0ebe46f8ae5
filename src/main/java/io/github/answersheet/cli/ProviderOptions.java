package io.github.answersheet.cli;

import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose batches are asked for. */
final class ProviderOptions {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Patience PATIENCE = new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(5));
    // No call is made, so no model is asked.
    private static final String NO_MODEL = "batches";

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "The provider, as for generate; also OPENAI_BASE_URL. The key is read from OPENAI_API_KEY.")
    private String baseUrl;

    /** The provider, if a batch at this address is one of its: a key goes nowhere else. */
    Optional<BatchApi> at(String url, Map<String, String> variables) {
        Optional<String> key = Optional.ofNullable(variables.get("OPENAI_API_KEY"))
                .map(String::strip)
                .filter(k -> !k.isEmpty());
        if (baseUrl == null && key.isEmpty()) {
            return Optional.empty();
        }
        String ours = Optional.ofNullable(baseUrl).orElse(Endpoint.OPENAI);
        return ours.equals(url)
                ? Optional.of(new BatchApi(new Endpoint(ours, key, NO_MODEL, TIMEOUT), PATIENCE, variables))
                : Optional.empty();
    }
}
