package io.github.answersheet.process;

/** A worker process gave no answer; the message says why in words for an author, without a full stop. */
public final class WorkerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, for callers that treat the cases differently. */
    public enum Kind {
        /** The program is missing, is too old or could not be started. */
        UNAVAILABLE,
        /** The request took longer than its limit; the worker was killed. */
        TIMED_OUT,
        /** The worker ended for want of memory. */
        OUT_OF_MEMORY,
        /** The worker ended during the request, and so did its replacement. */
        CRASHED
    }

    private final Kind kind;

    public WorkerFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
