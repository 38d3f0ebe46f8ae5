package io.github.answersheet.process;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does something after a while, unless it is closed before. Killing a process so ends a read or write that blocks. */
public final class Deadline implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final ScheduledFuture<?> action;
    private volatile boolean passed;

    public Deadline(Duration limit, Runnable atLimit) {
        action = CLOCK.schedule(
                () -> {
                    passed = true;
                    atLimit.run();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    public boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        action.cancel(false);
    }

    /** {@code 10 s}, {@code 0.2 s}. */
    public static String inWords(Duration limit) {
        return (limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "" : limit.toMillis() / 1000.0) + " s";
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
