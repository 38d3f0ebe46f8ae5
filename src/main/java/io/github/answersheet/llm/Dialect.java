package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How an endpoint wants to be asked, as far as its refusals have said so: by which name it knows the limit of a reply, and
 * whether it only streams. What was learnt once holds for all later requests. Thread-safe.
 */
final class Dialect {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OLD_LIMIT = "max_tokens";
    private static final String NEW_LIMIT = "max_completion_tokens";
    private static final String STREAM = "stream";
    private static final String STREAM_OPTIONS = "stream_options";
    private static final Pattern UNKNOWN = Pattern.compile(
            "unsupported|not supported|unknown|unrecogni[sz]ed|unexpected|extra |not permitted|not allowed|deprecated"
                    + "|use \\W?max_");
    private static final Pattern ONLY_STREAMS =
            Pattern.compile("(?:only|must|requires?|needs?|please|enable|non.?)\\b[^.]{0,60}stream|non.?stream"
                    + "|stream\\w*\\W[^.]{0,40}(?:only|must|required|true)");

    private volatile String limit = "";
    private volatile boolean streams;
    private volatile boolean streamsWithoutOptions;

    /** A request as the endpoint wants it. */
    String worded(String body) {
        JsonNode parsed = UsageReader.tree(body);
        if (limit.isEmpty() && !streams || !(parsed instanceof ObjectNode request)) {
            return body;
        }
        String sent = limitIn(request);
        if (!limit.isEmpty() && !sent.isEmpty() && !sent.equals(limit)) {
            request.set(limit, request.remove(sent));
        }
        if (streams) {
            request.put(STREAM, true);
            if (!streamsWithoutOptions) {
                request.putObject(STREAM_OPTIONS).put("include_usage", true);
            }
        }
        return request.toString();
    }

    /**
     * Learns from a refusal. It is worth asking again if the request is then worded in another way.
     *
     * @param asked as it was sent
     * @param said the body of the refusal
     */
    void learn(int status, String asked, String said) {
        if (status != 400 && status != 422) {
            return;
        }
        JsonNode request = UsageReader.tree(asked);
        String words = said.toLowerCase(Locale.ROOT);
        String sent = limitIn(request);
        if (limit.isEmpty()
                && !sent.isEmpty()
                && words.contains(sent)
                && UNKNOWN.matcher(words).find()) {
            limit = sent.equals(OLD_LIMIT) ? NEW_LIMIT : OLD_LIMIT;
        } else if (request.has(STREAM_OPTIONS) && words.contains(STREAM_OPTIONS)) {
            streamsWithoutOptions = true;
        } else if (!request.path(STREAM).asBoolean()
                && ONLY_STREAMS.matcher(words).find()) {
            streams = true;
        }
    }

    private static String limitIn(JsonNode request) {
        return request.has(NEW_LIMIT) ? NEW_LIMIT : request.has(OLD_LIMIT) ? OLD_LIMIT : "";
    }
}
