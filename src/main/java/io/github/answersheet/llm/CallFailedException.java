package io.github.answersheet.llm;

/**
 * One call got no reply, and trying again has no sense or has been tried; other calls may fare better. Its message says why
 * and holds no key.
 */
public final class CallFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Usage usage;

    public CallFailedException(String message) {
        this(message, Usage.NONE);
    }

    /**
     * @param usage what its attempts cost all the same
     */
    public CallFailedException(String message, Usage usage) {
        super(message);
        this.usage = usage;
    }

    /** What its attempts cost, as far as the endpoint said. */
    public Usage usage() {
        return usage;
    }
}
