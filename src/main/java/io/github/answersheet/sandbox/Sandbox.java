package io.github.answersheet.sandbox;

import java.util.Optional;

/**
 * Runs programs that nobody has read. Where there is none, nothing is run: no implementation runs a program any other
 * way. Thread-safe.
 */
public interface Sandbox {

    /** Why nothing can be run here, in words for an author; empty where programs can be run. Found out once. */
    Optional<String> unavailable();

    /** What a verdict depends on besides the program: the sandbox's own version and the interpreter in it. */
    String identity();

    /**
     * Runs a program to its end or to the first of its limits. Blocks; never throws for what a program does.
     * {@link Ending#NOT_STARTED} where there is no sandbox.
     */
    Ran run(Program program);

    /**
     * The same while nothing else is run here, for what did not end in its time and may have been held up by others.
     */
    default Ran runAlone(Program program) {
        return run(program);
    }

    /** A place where nothing is run. */
    static Sandbox none(String reason) {
        return new NoSandbox(reason);
    }
}
