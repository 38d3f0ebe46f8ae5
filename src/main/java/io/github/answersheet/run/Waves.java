package io.github.answersheet.run;

import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.batch.BatchQueue;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.repair.Outcome;
import java.time.Instant;
import java.util.function.Function;

/**
 * Answers in waves: all drafts go out in batches, and when their replies are there, all that they make necessary. Which wave
 * it is is written nowhere; each pass finds what is missing from what the store holds.
 */
public final class Waves {

    private final Passes passes;
    private final BatchQueue queue;

    public Waves(Passes passes, BatchQueue queue) {
        this.passes = passes;
        this.queue = queue;
    }

    /**
     * Goes on until everything is answered, nothing is under way, or the time is over.
     *
     * @param answering asks the queue
     * @return whether every quiz is finished
     */
    public boolean run(Function<Assignment, Outcome> answering, Instant until) throws InterruptedException {
        try {
            boolean isFinished = pass(answering);
            while (!isFinished && queue.isWaiting() && queue.awaitEnd(until)) {
                isFinished = pass(answering);
            }
            return isFinished;
        } catch (CallFailedException e) {
            throw interruption(e);
        }
    }

    /**
     * Has the batches ended that are under way, and takes what they have brought.
     *
     * @return whether they have ended, before the time was over
     */
    public boolean cancel(Instant until) throws InterruptedException {
        try {
            queue.cancel();
            while (queue.isWaiting()) {
                if (!queue.awaitEnd(until)) {
                    return false;
                }
            }
            return true;
        } catch (CallFailedException e) {
            throw interruption(e);
        }
    }

    private boolean pass(Function<Assignment, Outcome> answering) throws InterruptedException {
        try {
            queue.begin();
            boolean isFinished = passes.over(answering);
            queue.submit();
            return isFinished;
        } finally {
            queue.end();
        }
    }

    // A request to the provider fails so when the program is to end.
    private static RuntimeException interruption(CallFailedException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(e.getMessage());
        }
        return e;
    }
}
