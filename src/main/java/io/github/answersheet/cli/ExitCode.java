package io.github.answersheet.cli;

/** What the process says to its caller. */
final class ExitCode {

    /** Everything passed. */
    static final int OK = 0;
    /** Finished, but findings remain. */
    static final int FINDINGS = 1;
    /** Wrong usage, or input that cannot be read; nothing was written. */
    static final int USAGE = 2;
    /** The model endpoint cannot be used. */
    static final int ENDPOINT = 3;
    /** Stopped by a budget or a deadline; the same command goes on. */
    static final int BUDGET = 4;
    /** A defect of this program. */
    static final int INTERNAL = 70;
    /** Interrupted. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
