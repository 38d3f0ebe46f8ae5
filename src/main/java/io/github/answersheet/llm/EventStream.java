package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A reply that came in pieces, as server-sent events. It is waited for as a whole. */
final class EventStream {

    private static final String DATA = "data:";
    private static final String END = "[DONE]";
    private static final List<String> SPOKEN = List.of("content", "refusal", "reasoning_content", "reasoning");

    private EventStream() {}

    static boolean isOne(String body) {
        String start = body.stripLeading();
        return start.startsWith(DATA) || start.startsWith("event:") || start.startsWith(": ");
    }

    /**
     * The body that the endpoint would have sent at once.
     *
     * @throws UncheckedIOException if the stream ends before the reply does
     */
    static JsonNode whole(String body) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        StringBuilder[] texts = new StringBuilder[SPOKEN.size()];
        boolean isEnded = false;
        for (String line : body.split("\\R")) {
            if (!line.startsWith(DATA)) {
                continue;
            }
            String data = line.substring(DATA.length()).strip();
            isEnded |= data.equals(END);
            JsonNode piece = UsageReader.tree(data);
            if (piece.hasNonNull("error")) {
                return piece;
            }
            for (String kept : List.of("id", "model", "usage")) {
                if (piece.hasNonNull(kept)) {
                    whole.set(kept, piece.get(kept));
                }
            }
            JsonNode part = piece.at("/choices/0");
            JsonNode said = part.has("delta") ? part.path("delta") : part.path("message");
            for (int i = 0; i < SPOKEN.size(); i++) {
                texts[i] = (texts[i] == null ? new StringBuilder() : texts[i])
                        .append(Completion.text(said.path(SPOKEN.get(i))));
            }
            if (part.hasNonNull("finish_reason")) {
                choice.set("finish_reason", part.get("finish_reason"));
                isEnded = true;
            }
        }
        if (!isEnded) {
            throw new UncheckedIOException(new IOException("the stream ended before the reply did"));
        }
        for (int i = 0; i < SPOKEN.size(); i++) {
            if (texts[i] != null && (i == 0 || !texts[i].isEmpty())) {
                message.put(SPOKEN.get(i), texts[i].toString());
            }
        }
        return whole;
    }
}
