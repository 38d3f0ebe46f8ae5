package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that running a block showed to be wrong.
 *
 * @param section index of the section to mend
 * @param block in it
 * @param line of the block's code, 1-based; 0 for the block as a whole
 * @param other index of another section that may be what is wrong instead
 * @param message one sentence for an author, without a full stop
 */
public record Fault(Kind kind, int section, FencedBlock block, int line, OptionalInt other, String message) {

    Fault(Kind kind, Entry entry, int line, String message) {
        this(kind, entry.section(), entry.block(), line, OptionalInt.empty(), message);
    }

    /** The same where what it runs may be wrong in its place. */
    Fault or(Optional<Entry> suspect) {
        OptionalInt its = suspect.stream()
                .mapToInt(Entry::section)
                .filter(s -> s != section)
                .findFirst();
        return new Fault(kind, section, block, line, its, message);
    }

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
