package io.github.answersheet.cluster;

import io.github.bucket4j.BlockingBucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A limit that lies in a database. While the database restarts nothing is let through. */
final class SharedLimit implements GlobalLimit {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE = 250;

    private final BlockingBucket bucket;
    private final long most;

    /**
     * @param most units at once that the bucket can give
     */
    SharedLimit(BlockingBucket bucket, long most) {
        this.bucket = bucket;
        this.most = most;
    }

    @Override
    public void take(long units) throws InterruptedException {
        for (long left = units; left > 0; left -= most) {
            takeAtOnce(Math.min(left, most));
        }
    }

    private void takeAtOnce(long units) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                bucket.consume(units);
                return;
            } catch (RuntimeException databaseIsGone) {
                if (System.nanoTime() > giveUp) {
                    throw databaseIsGone;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE);
            }
        }
    }
}
