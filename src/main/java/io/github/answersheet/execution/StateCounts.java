package io.github.answersheet.execution;

import java.util.Collection;

/** How many blocks are in each state. */
public record StateCounts(long passed, long failed, long notRun, long unchecked) {

    public static final StateCounts NONE = new StateCounts(0, 0, 0, 0);

    public static StateCounts of(Collection<BlockRun> runs) {
        return new StateCounts(
                count(runs, State.PASSED),
                count(runs, State.FAILED),
                count(runs, State.NOT_RUN),
                count(runs, State.UNCHECKED));
    }

    public StateCounts plus(StateCounts other) {
        return new StateCounts(
                passed + other.passed, failed + other.failed, notRun + other.notRun, unchecked + other.unchecked);
    }

    public long all() {
        return passed + failed + notRun + unchecked;
    }

    private static long count(Collection<BlockRun> runs, State state) {
        return runs.stream().filter(run -> run.state() == state).count();
    }
}
