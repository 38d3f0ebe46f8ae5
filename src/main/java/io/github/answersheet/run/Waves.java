package io.github.answersheet.run;

import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.batch.BatchQueue;
import java.time.Duration;
import java.time.Instant;

/**
 * Answers in waves: all drafts go out in batches, and when their replies are there, all that they make necessary. Which wave
 * it is is written nowhere; each pass finds what is missing from what the store holds.
 */
public final class Waves {

    // Providers take up to ten minutes to end a batch.
    private static final Duration ENDING = Duration.ofMinutes(15);

    private final BatchQueue queue;
    private final Pass pass;

    /** Answers what can be answered. */
    @FunctionalInterface
    public interface Pass {

        /**
         * @return whether everything is answered
         */
        boolean over() throws InterruptedException;
    }

    /**
     * @param pass asks the queue
     */
    public Waves(BatchQueue queue, Pass pass) {
        this.queue = queue;
        this.pass = pass;
    }

    /**
     * Goes on until everything is answered, nothing is under way, or the time is over.
     *
     * @return whether everything is answered
     */
    public boolean run(Instant until) throws InterruptedException {
        try {
            boolean isFinished = pass();
            while (!isFinished && queue.isWaiting() && queue.awaitEnd(until)) {
                isFinished = pass();
            }
            return isFinished;
        } catch (CallFailedException e) {
            throw interruption(e);
        }
    }

    /**
     * Ends what is under way, so that what is left can be called at once.
     *
     * @param isWanted whether batches that are under way may be ended
     * @throws UnfinishedException if they are to go on, if one was called off, or if the provider takes too long to end them
     * @throws BudgetExceededException if a limit forbade calls
     */
    public void giveWay(boolean isWanted) throws InterruptedException {
        if (queue.isWaiting() && !isWanted) {
            long waiting = queue.waiting();
            throw new UnfinishedException(
                    waiting + (waiting == 1 ? " call" : " calls") + " under way in batches; the same command goes on");
        }
        queue.cancelled().ifPresent(batch -> {
            throw new UnfinishedException(
                    "batch " + batch + " was called off; the same command goes on and sends its calls again");
        });
        queue.denied().ifPresent(why -> {
            throw new BudgetExceededException(why);
        });
        if (!cancel(Instant.now().plus(ENDING))) {
            throw new UnfinishedException("the provider is still ending batches; the same command goes on");
        }
    }

    private boolean cancel(Instant until) throws InterruptedException {
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

    private boolean pass() throws InterruptedException {
        try {
            queue.begin();
            boolean isFinished = pass.over();
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
