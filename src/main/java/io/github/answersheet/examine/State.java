package io.github.answersheet.examine;

import java.util.Locale;

/** What is known of a block of code. Never folded into one word: what was not run is not called right. */
public enum State {
    /** It was run and came to its end, and what the answer shows of its output is what it printed. */
    PASSED,
    /** It was run, or could not even be compiled, and is wrong. */
    FAILED,
    /** It can be read, and was not run to its end; the reason says why. */
    NOT_RUN,
    /** Nothing can be said of it; the reason says why. */
    UNCHECKED;

    /** As reports spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
