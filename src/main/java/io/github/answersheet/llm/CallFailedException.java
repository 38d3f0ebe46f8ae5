package io.github.answersheet.llm;

/**
 * One call got no reply, and trying again has no sense or has been tried; other calls may fare better. Its message says why
 * and holds no key.
 */
public final class CallFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallFailedException(String message) {
        super(message);
    }
}
