package io.github.answersheet.examine;

import io.github.answersheet.source.SourceText;
import java.util.Optional;

/**
 * Two statements of two answers of a sheet that cannot both hold, in the eyes of whoever compared them.
 *
 * @param worse what is to be mended
 * @param other what speaks against it
 * @param why in a sentence; possibly empty
 * @param trial of the worse statement; empty if no run can decide
 */
public record Contradiction(Side worse, Side other, String why, Optional<Trial> trial) {

    /**
     * A statement.
     *
     * @param answer the number of its answer
     * @param quote its words there
     */
    public record Side(int answer, String quote) {}

    /** The same, where the other side is to be mended. What a run could decide is about the worse side and is left out. */
    public Contradiction turned() {
        return new Contradiction(other, worse, why, Optional.empty());
    }

    /** What a reply that names contradictions has of them, read strictly: a reply that is of no use says why. */
    public static Contradictions read(SourceText reply) {
        return new ContradictionReader(reply).read();
    }
}
