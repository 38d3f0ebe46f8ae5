package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A reply in which the model or its provider refuses. It was paid for, which langchain4j does not tell. */
final class Refusal {

    private Refusal() {}

    static Reply read(String body, Duration time) {
        JsonNode root = UsageReader.tree(body);
        JsonNode message = root.at("/choices/0/message");
        String text = message.path("refusal").asText("");
        return new Reply(
                text.isEmpty() ? message.path("content").asText("") : text,
                Reply.Finish.FILTERED,
                UsageReader.of(root),
                root.path("model").asText(""),
                time,
                Reply.Origin.ENDPOINT);
    }
}
