package io.github.answersheet.language;

import java.util.Objects;

/** Tells whether code can be read in its language; nothing of it is run. Thread-safe. */
public interface Syntax {

    /** Blocks of answers are far shorter. */
    int MAX_LENGTH = 200_000;

    /** Never throws for code. */
    Result check(String code);

    /** What was said of some code. */
    sealed interface Result permits Correct, Wrong, Unchecked {}

    record Correct() implements Result {}

    /**
     * @param message of who read it, without the place
     * @param line 1-based
     * @param column 1-based
     */
    record Wrong(String message, int line, int column) implements Result {
        public Wrong {
            Objects.requireNonNull(message);
        }
    }

    /** Nothing is known; {@code reason} says why, for an author. */
    record Unchecked(String reason) implements Result {
        public Unchecked {
            Objects.requireNonNull(reason);
        }
    }
}
