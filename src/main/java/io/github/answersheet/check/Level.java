package io.github.answersheet.check;

import java.util.Locale;

/** How much a finding matters. */
public enum Level {
    /** The answer does not conform; it is mended or needs review. */
    ERROR,
    /** A reader would stumble; the answer conforms. */
    WARNING,
    /** Worth knowing; nothing is wrong. */
    INFO;

    /** As printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
