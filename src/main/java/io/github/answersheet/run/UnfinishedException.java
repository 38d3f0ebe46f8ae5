package io.github.answersheet.run;

/** A run has done what it could do now; the same command goes on later. Its message says what is missing. */
public final class UnfinishedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfinishedException(String message) {
        super(message);
    }
}
