package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Set;

/** Google's Gemini. It tells in the body of a refusal what others tell by status and headers: a wrong key, and how long to wait. */
final class GeminiProtocol implements Protocol {

    private static final String DONE = "STOP";
    private static final String CUT_OFF = "MAX_TOKENS";
    private static final Set<String> WITHHELD =
            Set.of("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY");

    @Override
    public ChatModel model(Endpoint endpoint, HttpClientBuilder http) {
        return GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(endpoint.baseUrl())
                .apiKey(endpoint.apiKey().orElse(NO_KEY))
                .modelName(endpoint.model())
                .maxRetries(0)
                .logRequestsAndResponses(false)
                .build();
    }

    @Override
    public ChatRequestParameters limited(Endpoint endpoint, int tokens) {
        return ChatRequestParameters.builder().maxOutputTokens(tokens).build();
    }

    @Override
    public int status(int status, String body) {
        return status == 400 && body.contains("API_KEY_INVALID") ? 401 : status;
    }

    @Override
    public HttpHeaders headers(HttpHeaders headers, String body) {
        for (JsonNode detail : UsageReader.tree(body).at("/error/details")) {
            String delay = detail.path("retryDelay").asText("");
            if (!delay.isEmpty() && headers.firstValue("retry-after").isEmpty()) {
                return Protocol.with(Map.of("retry-after", delay.replaceFirst("s$", "")), headers);
            }
        }
        return headers;
    }

    @Override
    public JsonNode plain(JsonNode body) {
        String model = body.path("modelVersion").asText("");
        if (body.at("/promptFeedback/blockReason").isTextual()) {
            throw new WithheldException("", model, UsageReader.of(body));
        }
        if (!(body.at("/candidates/0") instanceof ObjectNode candidate)) {
            throw new NoReplyException("it has no candidate", UsageReader.of(body));
        }
        if (candidate.at("/content/parts") instanceof ArrayNode parts) {
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (parts.path(i).path("thought").asBoolean() || !parts.path(i).has("text")) {
                    parts.remove(i);
                }
            }
        }
        String reason = candidate.path("finishReason").asText("");
        if (WITHHELD.contains(reason)) {
            throw new WithheldException(Completion.text(candidate.at("/content/parts")), model, UsageReader.of(body));
        }
        if (!reason.isEmpty() && !reason.equals(DONE) && !reason.equals(CUT_OFF)) {
            candidate.put("finishReason", "OTHER");
        }
        return body;
    }

    @Override
    public Usage usage(ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        if (usage == null) {
            return Usage.NONE;
        }
        long thoughts = usage instanceof GoogleAiGeminiTokenUsage its ? Protocol.count(its.thoughtsTokenCount()) : 0;
        long cached = usage instanceof GoogleAiGeminiTokenUsage its ? Protocol.count(its.cachedContentTokenCount()) : 0;
        return new Usage(
                Protocol.count(usage.inputTokenCount()), Protocol.count(usage.outputTokenCount()) + thoughts, cached);
    }
}
