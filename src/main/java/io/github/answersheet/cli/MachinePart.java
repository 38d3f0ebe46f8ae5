package io.github.answersheet.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that the program uses on this machine. The names of its components are those of {@code doctor --format json}.
 *
 * @param version as it tells it; empty where it tells none
 * @param place a path or an address; empty where there is none
 * @param says what was seen of it
 * @param cost what its lack means to the user; empty where nothing is lacking
 * @param mend the line that mends it; empty where nothing is lacking, or no line mends it
 */
record MachinePart(String name, State state, String version, String place, String says, String cost, String mend) {

    /** How it stands with a part. */
    enum State {
        OK,
        /** Something is lacking that the sample does without. */
        MISSING,
        /** The sample does not work without it. */
        NEEDED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MachinePart found(String name, String version, String place, String says) {
        return new MachinePart(name, State.OK, version, place, says, "", "");
    }

    static MachinePart missing(String name, String says, String cost, String mend) {
        return new MachinePart(name, State.MISSING, "", "", says, cost, mend);
    }

    /** The same, where the sample does not work without it. */
    MachinePart needed() {
        return state == State.OK ? this : new MachinePart(name, State.NEEDED, version, place, says, cost, mend);
    }
}
