package io.github.answersheet.repair;

import io.github.answersheet.examine.Contradiction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the answers of a sheet agree with each other, as far as somebody looked.
 *
 * @param notCompared why nobody did, in a few words; empty if somebody did
 * @param parts in how many parts the sheet was compared
 * @param remarks what was left out of that, in words
 * @param disagreements those whose quotes stand in their answers
 * @param left how many others were named
 * @param attempts the calls that compared, in order
 */
public record Agreement(
        Optional<String> notCompared,
        int parts,
        List<String> remarks,
        List<Disagreement> disagreements,
        int left,
        List<Attempt> attempts) {

    /** What became of a contradiction. */
    public enum State {
        /** The worse statement is gone. */
        REPAIRED,
        /** It is there still, or may not be touched. */
        TOLD,
        /** The same, and a run has refuted it. */
        REFUTED,
        /** A run shows that it holds, so that nothing is said of it. */
        HOLDS;

        /** As reports spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A contradiction and what became of it. */
    public record Disagreement(Contradiction contradiction, State state) {}

    public Agreement {
        remarks = List.copyOf(remarks);
        disagreements = List.copyOf(disagreements);
        attempts = List.copyOf(attempts);
    }

    /** Nobody compared them. */
    public static Agreement not(String why) {
        return not(why, List.of());
    }

    static Agreement not(String why, List<Attempt> attempts) {
        return new Agreement(Optional.of(why), 0, List.of(), List.of(), 0, attempts);
    }

    public long of(State state) {
        return disagreements.stream().filter(each -> each.state() == state).count();
    }
}
