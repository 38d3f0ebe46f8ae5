package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A block and what came of running it.
 *
 * @param section index of its section among those that were given
 * @param reason why it was not run or is unchecked, or what qualifies the state; possibly empty
 * @param output the last lines it printed, fit to be shown
 * @param printed what should stand below it and does not
 * @param lastLine of the section's text that belongs to the block: its own, or that of what is shown as its output
 * @param faults what is wrong with it, if anything
 */
public record BlockRun(
        int section,
        FencedBlock block,
        State state,
        String reason,
        String output,
        Optional<PrintedOutput> printed,
        int lastLine,
        List<Fault> faults) {

    /** What is known of a block of code. Never folded into one word: what was not run is not called right. */
    public enum State {
        /** It was run and came to its end, and what the answer shows of its output is what it printed. */
        PASSED,
        /** It was run, or could not even be compiled, and is wrong. */
        FAILED,
        /** It can be read, and was not run to its end; the reason says why. */
        NOT_RUN,
        /** Nothing can be said of it; the reason says why. */
        UNCHECKED;

        /** As reports spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public BlockRun {
        Objects.requireNonNull(state);
        faults = List.copyOf(faults);
    }

    /** The same in another state, without faults. */
    BlockRun as(State other) {
        return new BlockRun(section, block, other, reason, output, List.of());
    }

    BlockRun because(String other) {
        return new BlockRun(section, block, state, other, output, printed, lastLine, faults);
    }

    /** The same with more that is wrong with it. */
    BlockRun with(List<Fault> more) {
        List<Fault> all = new ArrayList<>(more);
        all.addAll(faults);
        return new BlockRun(section, block, state, reason, output, printed, lastLine, all);
    }

    /** The same, where something else should stand below it. */
    BlockRun with(PrintedOutput what, Optional<ShownOutput> shown) {
        BlockRun needs = new BlockRun(
                section,
                block,
                state,
                reason,
                output,
                Optional.of(what),
                shown.map(ShownOutput::lastLine).orElse(block.lastLine()),
                faults);
        return shown.isPresent()
                ? needs
                : needs.with(List.of(new Fault(
                        Fault.Kind.OUTPUT_NOT_SHOWN,
                        section,
                        block,
                        0,
                        OptionalInt.empty(),
                        "what it prints is not shown below it")));
    }

    BlockRun(int section, FencedBlock block, State state, String reason, String output, List<Fault> faults) {
        this(section, block, state, reason, output, Optional.empty(), block.lastLine(), faults);
    }

    BlockRun(Entry entry, State state, String reason) {
        this(entry.section(), entry.block(), state, reason, "", List.of());
    }
}
