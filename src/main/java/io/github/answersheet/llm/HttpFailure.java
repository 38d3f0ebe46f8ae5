package io.github.answersheet.llm;

import dev.langchain4j.exception.HttpException;
import java.net.http.HttpHeaders;

/** A status that is no success, with the headers that say when to come again. */
final class HttpFailure extends HttpException {

    private static final long serialVersionUID = 1L;

    private final transient HttpHeaders headers;

    HttpFailure(int status, String body, HttpHeaders headers) {
        super(status, body);
        this.headers = headers;
    }

    HttpHeaders headers() {
        return headers;
    }
}
