package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.prompt.Prompt;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chat completions as JSON, where langchain4j does not do: requests for files, replies from files, and refusals, of which it
 * does not tell that they were paid for.
 */
public final class Completion {

    private static final JsonMapper JSON = new JsonMapper();

    // Where servers put what a model thinks before it answers, and some all that it says.
    private static final List<String> THOUGHTS = List.of("reasoning_content", "reasoning", "thinking");
    private static final Pattern NO_TEXT = Pattern.compile("think|reason|image|audio|tool|refusal");

    private Completion() {}

    /** The body of a request, as {@link OpenAiProtocol} has it sent. */
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

    /** The text of a content, which some servers send in parts; parts that are thoughts are left out. */
    static String text(JsonNode content) {
        if (content.isArray()) {
            StringBuilder all = new StringBuilder();
            content.forEach(part -> all.append(text(part)));
            return all.toString();
        }
        if (content.isObject()) {
            return NO_TEXT.matcher(content.path("type").asText("")).find() ? "" : text(content.path("text"));
        }
        return content.asText("");
    }

    /** A body with its text where it is looked for, in one piece; where there is none and the model was done, its thoughts are it. */
    static JsonNode plain(JsonNode body) {
        if (body.at("/choices/0/message") instanceof ObjectNode message) {
            String text = text(message.path("content"));
            boolean isMissing = text.isBlank()
                    && message.path("refusal").asText("").isEmpty()
                    && !body.at("/choices/0/finish_reason").asText("").equals("length");
            String thoughts = THOUGHTS.stream()
                    .map(name -> text(message.path(name)))
                    .filter(thought -> isMissing && !thought.isBlank())
                    .findFirst()
                    .orElse("");
            if (!thoughts.isEmpty() || message.path("content").isContainerNode()) {
                message.put("content", thoughts.isEmpty() ? text : thoughts);
            }
        }
        return body;
    }

    /** The error that a server sent in place of a reply, or in it, although all was well by its status. */
    static Optional<HttpFailure> error(JsonNode body, HttpHeaders headers) {
        JsonNode error = body.hasNonNull("error") ? body.path("error") : body.at("/choices/0/error");
        boolean isThere =
                error.isObject() || error.isTextual() && !error.asText().isBlank();
        if (!isThere || !text(body.at("/choices/0/message/content")).isBlank()) {
            return Optional.empty();
        }
        int code = error.path("code").asInt(error.path("status").asInt(0));
        String words = error.toString();
        int status = code / 100 == 4 || code / 100 == 5
                ? code
                : words.contains("rate_limit") || words.contains("insufficient_quota")
                        ? 429
                        : words.contains("invalid_api_key") || words.contains("authentication_error") ? 401 : 500;
        return Optional.of(new HttpFailure(
                status,
                JSON.createObjectNode().set("error", error).toString(),
                headers,
                "an error in place of a reply:"));
    }

    /** The reply in a body. */
    public static Reply reply(JsonNode given, Duration time, Reply.Origin origin) {
        JsonNode body = plain(given);
        String refusal = body.at("/choices/0/message/refusal").asText("");
        Reply.Finish finish =
                refusal.isEmpty() ? finish(body.at("/choices/0/finish_reason").asText("")) : Reply.Finish.FILTERED;
        return reply(body, finish, time, origin);
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
