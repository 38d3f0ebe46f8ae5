package io.github.answersheet.cli;

import io.github.answersheet.repair.DraftBy;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How much is done for one answer. */
final class EffortOptions {

    private static final int MAX_REPAIRS = 2;
    private static final int TRIALS = 6;

    /** Where nobody says otherwise. */
    static final Effort DEFAULT = new Effort(MAX_REPAIRS, DraftBy.ANSWER, OptionalInt.empty(), true, TRIALS);

    @Option(
            names = "--max-repairs",
            paramLabel = "N",
            defaultValue = "" + MAX_REPAIRS,
            description = "Repair calls for one answer at most, besides one redraft; 0 allows neither (default:"
                    + " ${DEFAULT-VALUE}).")
    private int maxRepairs;

    @Option(
            names = "--draft-by",
            paramLabel = "answer|section",
            defaultValue = "answer",
            description = "One call for a whole answer, or one for each section: for models with a small window"
                    + " (default: ${DEFAULT-VALUE}).")
    private DraftBy draftBy;

    @Option(
            names = "--max-output",
            paramLabel = "TOKENS",
            description = "Longest reply; one that is cut off is asked for again with twice as much (default: left to"
                    + " the endpoint).")
    private Integer maxOutput;

    @Option(
            names = "--proof",
            paramLabel = "on|off",
            defaultValue = "on",
            description =
                    "Ask an examiner for what an answer is tried with: cases on which the code of a question and its"
                            + " improvement are run, and statements with programs that show whether they hold; off saves"
                            + " that call (default: ${DEFAULT-VALUE}).")
    private Switch proof;

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "" + TRIALS,
            description =
                    "Statements of an answer that are tried at most; 0 tries none, and an examiner is then asked for"
                            + " cases only (default: ${DEFAULT-VALUE}).")
    private int trials;

    private enum Switch {
        ON,
        OFF
    }

    Effort effort() {
        atLeast("--max-repairs", maxRepairs, 0);
        atLeast("--trials", trials, 0);
        if (maxOutput != null) {
            atLeast("--max-output", maxOutput, 1);
        }
        return new Effort(
                maxRepairs,
                draftBy,
                maxOutput == null ? OptionalInt.empty() : OptionalInt.of(maxOutput),
                proof == Switch.ON,
                trials);
    }

    static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new InputException(Problem.of(option + " " + value, "at least " + least + " is needed"));
        }
    }
}
