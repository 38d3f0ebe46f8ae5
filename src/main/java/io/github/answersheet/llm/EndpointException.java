package io.github.answersheet.llm;

/** The model endpoint cannot be used: key, quota, address, model. Its message says what to do and holds no key. */
public final class EndpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EndpointException(String message) {
        super(message);
    }
}
