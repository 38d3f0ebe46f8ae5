package io.github.answersheet.llm;

/**
 * One call got no reply, and trying again has no sense or has been tried; other calls may fare better. Its message says why
 * and holds no key.
 */
public final class CallFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Usage usage;
    private final boolean isMade;

    public CallFailedException(String message) {
        this(message, Usage.NONE);
    }

    /**
     * @param usage what its attempts cost all the same
     */
    public CallFailedException(String message, Usage usage) {
        this(message, usage, true);
    }

    private CallFailedException(String message, Usage usage, boolean isMade) {
        super(message);
        this.usage = usage;
        this.isMade = isMade;
    }

    /** Recorded replies have none to this call, and nobody was asked. */
    static CallFailedException notRecorded(String message) {
        return new CallFailedException(message, Usage.NONE, false);
    }

    /** Whether somebody was asked. */
    public boolean isMade() {
        return isMade;
    }

    /** What its attempts cost, as far as the endpoint said. */
    public Usage usage() {
        return usage;
    }
}
