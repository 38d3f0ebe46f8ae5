package io.github.answersheet.llm;

import java.time.Duration;
import java.util.Optional;

/** One attempt failed in a way that another may not. */
public final class TransientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> wait;
    private final boolean unreachable;
    private final transient Usage usage;

    /**
     * @param message what went wrong, for the user, without the key
     * @param wait how long the server wants to be left alone
     * @param unreachable whether there was no connection at all
     * @param usage what the attempt cost all the same
     */
    TransientException(String message, Optional<Duration> wait, boolean unreachable, Usage usage) {
        super(message);
        this.usage = usage;
        this.wait = wait;
        this.unreachable = unreachable;
    }

    Optional<Duration> serverWait() {
        return wait;
    }

    Usage usage() {
        return usage;
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
