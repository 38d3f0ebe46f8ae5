package io.github.answersheet.examine;

import java.util.Locale;

/**
 * What came of trying a statement.
 *
 * @param section index of its section among those that were written
 * @param offset of the statement in the section
 * @param code label of another section, the code of which the program runs; empty if there is none
 * @param seen what was seen of the program, or why nothing can be said; in words
 */
public record TrialResult(Trial trial, State state, int section, int offset, String code, String seen) {

    /** What is known of a statement. Only what was seen to hold is said to hold. */
    public enum State {
        HOLDS,
        /** It says something else than was seen. */
        REFUTED,
        /** The same, but its writer keeps to it, and the examiner had not doubted it. */
        DISPUTED,
        /** The trial says nothing; it fails by itself, needs what is not here, or differs from run to run. */
        UNDECIDED;

        /** As reports spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TrialResult having(TrialRun.Shown shown) {
        return new TrialResult(trial, shown.state(), section, offset, code, shown.seen());
    }

    TrialResult as(State other) {
        return new TrialResult(trial, other, section, offset, code, seen);
    }

    /** Statement, trial, expectation and what was seen; a sentence or two without the last full stop. */
    public String message() {
        return "The statement " + Words.code(trial.quote()) + " was tried and does not hold. Tried with: "
                + Words.code(trial.program()) + ". Seen if it held: " + trial.expected() + ". Seen: " + seen;
    }

    /**
     * The same for whoever mends it, with the whole program.
     *
     * @param label of its section
     */
    public String inFull(String label) {
        return "Statement, in " + label + ": " + trial.quote() + "\n\nProgram:\n\n"
                + trial.program().indent(4)
                + "\nSeen if the statement held: " + trial.expected() + "\nSeen: " + seen
                + (trial.why().isEmpty() ? "" : "\nA remark on it: " + trial.why());
    }
}
