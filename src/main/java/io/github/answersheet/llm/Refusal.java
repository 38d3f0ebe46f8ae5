package io.github.answersheet.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;

/** A reply in which the model or its provider refuses. It was paid for, which langchain4j does not tell. */
final class Refusal {

    private static final JsonMapper JSON = new JsonMapper();

    private Refusal() {}

    static Reply read(String body, Duration time) {
        JsonNode root = tree(body);
        JsonNode message = root.at("/choices/0/message");
        JsonNode usage = root.path("usage");
        String text = message.path("refusal").asText("");
        return new Reply(
                text.isEmpty() ? message.path("content").asText("") : text,
                Reply.Finish.FILTERED,
                new Usage(
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong(),
                        usage.at("/prompt_tokens_details/cached_tokens").asLong()),
                root.path("model").asText(""),
                time,
                Reply.Origin.ENDPOINT);
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
