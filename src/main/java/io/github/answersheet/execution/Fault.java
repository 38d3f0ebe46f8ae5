package io.github.answersheet.execution;

/**
 * Something that running a block showed to be wrong.
 *
 * @param line of the block's code, 1-based; 0 for the block as a whole
 * @param message one sentence for an author, without a full stop
 */
public record Fault(Kind kind, int line, String message) {

    /** What is wrong. */
    public enum Kind {
        /** The program does not come to its end as it should. */
        CODE_FAILS,
        /** A test of the answer fails. */
        TEST_FAILS,
        /** What the answer shows as output is not what the program prints. */
        OUTPUT_DIFFERS,
        /** The answer does not show what the program prints. */
        OUTPUT_NOT_SHOWN,
        /** Importing it does something. */
        IMPORT_SIDE_EFFECT
    }
}
