package io.github.answersheet.llm;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * An OpenAI-compatible endpoint and how to call it.
 *
 * @param baseUrl ends in {@code /v1} at most providers
 * @param apiKey absent for local servers; shown nowhere
 * @param timeout for one whole call, body included
 */
public record Endpoint(String baseUrl, Optional<String> apiKey, String model, Duration timeout) {

    /** Where calls go when a key is set and no other address. */
    public static final String OPENAI = "https://api.openai.com/v1";

    /**
     * @throws InputException if the address is no http address
     */
    public Endpoint {
        try {
            URI uri = new URI(baseUrl);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null) {
                throw notAnAddress(baseUrl);
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(baseUrl);
        }
        if (model.isBlank()) {
            throw new InputException(Problem.of("--model", "name a model"));
        }
    }

    boolean isOpenAi() {
        return baseUrl.startsWith(OPENAI);
    }

    /** How a request names its limit: OpenAI's newer models take only the new name, other servers know the old one. */
    String outputLimit() {
        return isOpenAi() ? "max_completion_tokens" : "max_tokens";
    }

    private static InputException notAnAddress(String baseUrl) {
        return new InputException(Problem.of(
                "OPENAI_BASE_URL or --base-url",
                baseUrl + " is no http address; it looks like http://127.0.0.1:11434/v1"));
    }

    /** Without the key, so that it cannot be printed by accident. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }
}
