package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.prompt.Prompt;
import java.time.Duration;

/**
 * Chat completions as JSON, where langchain4j does not do: requests for files, replies from files, and refusals, of which it
 * does not tell that they were paid for.
 */
public final class Completion {

    private static final JsonMapper JSON = new JsonMapper();

    private Completion() {}

    /** The body of a request, as {@link OpenAiClient} sends it. */
    public static ObjectNode request(Endpoint endpoint, Call call) {
        ObjectNode body = JSON.createObjectNode().put("model", endpoint.model());
        Prompt prompt = call.prompt();
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.system());
        messages.addObject().put("role", "user").put("content", prompt.user());
        call.maxOutput().ifPresent(limit -> body.put(endpoint.outputLimit(), limit));
        return body;
    }

    /** Whether a body is a chat completion at all. */
    public static boolean isReply(JsonNode body) {
        return body.at("/choices/0/message").isObject();
    }

    /** The reply in a body. */
    public static Reply reply(JsonNode body, Duration time, Reply.Origin origin) {
        String refusal = body.at("/choices/0/message/refusal").asText("");
        Reply.Finish finish =
                refusal.isEmpty() ? finish(body.at("/choices/0/finish_reason").asText("")) : Reply.Finish.FILTERED;
        return reply(body, finish, time, origin);
    }

    /** The reply in a body that is known to be a refusal. */
    static Reply refusal(String body, Duration time) {
        return reply(UsageReader.tree(body), Reply.Finish.FILTERED, time, Reply.Origin.ENDPOINT);
    }

    private static Reply reply(JsonNode body, Reply.Finish finish, Duration time, Reply.Origin origin) {
        JsonNode message = body.at("/choices/0/message");
        String refusal = message.path("refusal").asText("");
        return new Reply(
                refusal.isEmpty() ? message.path("content").asText("") : refusal,
                finish,
                UsageReader.of(body),
                body.path("model").asText(""),
                time,
                origin);
    }

    private static Reply.Finish finish(String reason) {
        return switch (reason) {
            case "stop" -> Reply.Finish.STOP;
            case "length" -> Reply.Finish.LENGTH;
            case "content_filter" -> Reply.Finish.FILTERED;
            default -> Reply.Finish.UNKNOWN;
        };
    }
}
