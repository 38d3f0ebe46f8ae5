package io.github.answersheet.llm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Whose protocol an endpoint speaks. What a provider needs of langchain4j is loaded when an endpoint of it is called. */
public enum Provider {
    /** OpenAI, and the many servers that speak as it does. */
    OPENAI("OPENAI_API_KEY", Endpoint.OPENAI, "/chat/completions", "Authorization", List.of(), OpenAiProtocol::new),
    ANTHROPIC(
            "ANTHROPIC_API_KEY",
            "https://api.anthropic.com/v1",
            "/messages",
            "x-api-key",
            List.of("claude-"),
            AnthropicProtocol::new),
    GEMINI(
            "GEMINI_API_KEY",
            "https://generativelanguage.googleapis.com/v1beta",
            "/models/{model}:generateContent",
            "x-goog-api-key",
            List.of("gemini-"),
            GeminiProtocol::new);

    private final String keyVariable;
    private final String baseUrl;
    private final String path;
    private final String header;
    private final List<String> models;
    private final Supplier<Protocol> protocol;

    Provider(
            String keyVariable,
            String baseUrl,
            String path,
            String header,
            List<String> models,
            Supplier<Protocol> protocol) {
        this.path = path;
        this.header = header;
        this.keyVariable = keyVariable;
        this.baseUrl = baseUrl;
        this.models = models;
        this.protocol = protocol;
    }

    /** The provider that a model's name tells; {@link #OPENAI} where it tells none. */
    public static Provider of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        for (Provider provider : values()) {
            if (provider.models.stream().anyMatch(name::startsWith)) {
                return provider;
            }
        }
        return OPENAI;
    }

    /** The environment variable that the key is read from, and from nowhere else. */
    public String keyVariable() {
        return keyVariable;
    }

    /** Where calls go if nobody says otherwise. */
    public String baseUrl() {
        return baseUrl;
    }

    /** The path of a call, behind an endpoint's address. */
    String path(String model) {
        return path.replace("{model}", URLEncoder.encode(model, StandardCharsets.UTF_8));
    }

    /** The name of the header that holds a key. */
    String header() {
        return header;
    }

    /** Whether a header holds a key, whoever wants it. */
    static boolean isKey(String header) {
        return Arrays.stream(values()).anyMatch(provider -> provider.header.equalsIgnoreCase(header));
    }

    /** What one endpoint needs; it may learn, so no two share one. */
    Protocol protocol() {
        return protocol.get();
    }

    /** As options spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
