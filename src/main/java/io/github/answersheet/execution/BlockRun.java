package io.github.answersheet.execution;

import io.github.answersheet.draft.FencedBlock;
import java.util.List;
import java.util.Objects;

/**
 * A block and what came of running it.
 *
 * @param section index of its section among those that were given
 * @param reason why it was not run or is unchecked, or what qualifies the state; possibly empty
 * @param output the last lines it printed, fit to be shown
 * @param faults what is wrong with it, if anything
 */
public record BlockRun(int section, FencedBlock block, State state, String reason, String output, List<Fault> faults) {

    public BlockRun {
        Objects.requireNonNull(state);
        faults = List.copyOf(faults);
    }

    /** The same in another state, without faults. */
    BlockRun as(State other) {
        return new BlockRun(section, block, other, reason, output, List.of());
    }

    BlockRun because(String other) {
        return new BlockRun(section, block, state, other, output, faults);
    }

    BlockRun(Entry entry, State state, String reason) {
        this(entry.section(), entry.block(), state, reason, "", List.of());
    }
}
