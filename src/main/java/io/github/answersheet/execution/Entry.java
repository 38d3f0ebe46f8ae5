package io.github.answersheet.execution;

import io.github.answersheet.draft.FencedBlock;
import java.util.Set;

/**
 * A block with its place in an answer.
 *
 * @param section index of its section
 * @param label of the section
 * @param index of the block in the section
 * @param name of its file
 * @param isNamed whether the block itself gives that name
 */
record Entry(int section, String label, int index, FencedBlock block, String name, boolean isNamed) {

    private static final Set<String> SOLUTIONS = Set.of(
            "Example Code", "Improved Solution", "Complete Solution", "Sample Implementation", "Testing Approach");

    /** Whether its code is the answer; elsewhere code may show what is wrong, or a part of something. */
    boolean isSolution() {
        return SOLUTIONS.contains(label);
    }

    /** Whether it quotes the code that the question asks about. */
    boolean isQuotation() {
        return label.equals("Code Issues");
    }

    String module() {
        return name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
    }
}
