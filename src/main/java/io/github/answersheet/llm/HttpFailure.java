package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.HttpException;
import java.net.http.HttpHeaders;
import java.util.List;

/** A status that is no success, with the headers that say when to come again. */
final class HttpFailure extends HttpException {

    private static final long serialVersionUID = 1L;

    private static final List<String> SAYINGS = List.of("/error/message", "/error", "/message", "/detail");

    private final transient HttpHeaders headers;
    private final String heading;

    HttpFailure(int status, String body, HttpHeaders headers) {
        this(status, body, headers, "HTTP " + status);
    }

    /**
     * @param heading says what it was, in place of the status
     */
    HttpFailure(int status, String body, HttpHeaders headers, String heading) {
        super(status, body);
        this.headers = headers;
        this.heading = heading;
    }

    /** What it was and what the endpoint said, in one line. */
    String inWords() {
        String body = getMessage() == null ? "" : getMessage();
        JsonNode root = UsageReader.tree(body);
        String said = SAYINGS.stream()
                .map(place -> root.at(place).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(body);
        return (heading + " " + said).strip();
    }

    HttpHeaders headers() {
        return headers;
    }
}
