package io.github.answersheet.sandbox;

/** How a run ended, judged from outside the program. */
public enum Ending {
    /** By itself; the exit status is the program's own word. */
    EXITED,
    /** By a signal that was not the sandbox's. */
    KILLED,
    /** It did not end within its time; everything it had started was killed. */
    TIMED_OUT,
    /** It printed more than it may. */
    OUTPUT_TOO_LONG,
    /** Its processes used more memory, or had the kernel hold more for them (files, sockets, locks, mappings), than they may. */
    TOO_GREEDY,
    /** It never ran; standard error says why. */
    NOT_STARTED
}
