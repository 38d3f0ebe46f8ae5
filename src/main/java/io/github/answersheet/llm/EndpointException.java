package io.github.answersheet.llm;

/** No call can succeed: key, quota, address, model. The run has to stop. Its message says what to do and holds no key. */
public final class EndpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EndpointException(String message) {
        super(message);
    }
}
