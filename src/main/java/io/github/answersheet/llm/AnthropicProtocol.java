package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Anthropic's messages. The system message, which all questions of a category share, is marked to be kept in the provider's
 * cache. A request must name the limit of its reply; what a model allows at most is learnt from its refusal.
 */
final class AnthropicProtocol implements Protocol {

    private static final String LIMIT = "max_tokens";
    private static final Pattern ALLOWED = Pattern.compile("max_tokens: \\d+ > (\\d+)");
    private static final int OVERLOADED = 529;

    private volatile int most = Integer.MAX_VALUE;

    @Override
    public ChatModel model(Endpoint endpoint, HttpClientBuilder http) {
        return AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.apiKey().orElse(NO_KEY))
                .modelName(endpoint.model())
                .maxTokens(Budget.LONGEST_REPLY)
                .cacheSystemMessages(true)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    @Override
    public ChatRequestParameters limited(Endpoint endpoint, int tokens) {
        return ChatRequestParameters.builder().maxOutputTokens(tokens).build();
    }

    @Override
    public String worded(String body) {
        return UsageReader.tree(body) instanceof ObjectNode request
                        && request.path(LIMIT).asInt() > most
                ? request.put(LIMIT, most).toString()
                : body;
    }

    @Override
    public void learn(int status, String asked, String said) {
        Matcher allowed = ALLOWED.matcher(said);
        if (status == 400 && allowed.find()) {
            most = Integer.parseInt(allowed.group(1));
        }
    }

    @Override
    public int status(int status, String body) {
        if (status == OVERLOADED) {
            return 503;
        }
        return status == 400 && body.contains("credit balance is too low") ? 402 : status;
    }

    @Override
    public HttpHeaders headers(HttpHeaders headers, String body) {
        Map<String, String> known = new HashMap<>();
        for (String kind : List.of("requests", "tokens")) {
            String theirs = "anthropic-ratelimit-" + (kind.equals("tokens") ? "input-tokens" : kind) + "-";
            for (String what : List.of("limit", "remaining")) {
                headers.firstValue(theirs + what)
                        .ifPresent(value -> known.put("x-ratelimit-" + what + "-" + kind, value));
            }
            headers.firstValue(theirs + "reset").ifPresent(time -> known.put("x-ratelimit-reset-" + kind, until(time)));
        }
        return known.isEmpty() ? headers : Protocol.with(known, headers);
    }

    private static String until(String time) {
        try {
            return Math.max(
                            0,
                            Duration.between(Instant.now(), Instant.parse(time)).toMillis()) + "ms";
        } catch (DateTimeException e) {
            return "";
        }
    }

    @Override
    public JsonNode plain(JsonNode body) {
        if (!(body instanceof ObjectNode reply) || !(body.path("content") instanceof ArrayNode content)) {
            throw new NoReplyException("it is no message", UsageReader.of(body));
        }
        for (int i = content.size() - 1; i >= 0; i--) {
            if (!content.path(i).path("type").asText().equals("text")) {
                content.remove(i);
            }
        }
        switch (reply.path("stop_reason").asText("")) {
            case "refusal" ->
                throw new WithheldException(
                        Completion.text(content), reply.path("model").asText(""), UsageReader.of(body));
            case "model_context_window_exceeded" -> reply.put("stop_reason", LIMIT);
            default -> {
                // As it is.
            }
        }
        return reply;
    }

    @Override
    public Usage usage(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        if (usage == null) {
            return Usage.NONE;
        }
        // What is put into the cache or read from it is told apart from the rest of the input.
        long read = usage instanceof AnthropicTokenUsage its ? Protocol.count(its.cacheReadInputTokens()) : 0;
        long written = usage instanceof AnthropicTokenUsage its ? Protocol.count(its.cacheCreationInputTokens()) : 0;
        return new Usage(
                Protocol.count(usage.inputTokenCount()) + read + written,
                Protocol.count(usage.outputTokenCount()),
                read,
                written);
    }
}
