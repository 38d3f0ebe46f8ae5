package io.github.answersheet.run;

import io.github.answersheet.llm.BudgetExceededException;
import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Threads for calls, which mostly wait: virtual ones where Java has them without pitfalls, else as many as are wanted. */
public final class CallThreads {

    private static final long SECONDS_TO_END = 5;
    // Before, a virtual thread that waits in a synchronized block holds a real one.
    private static final int VIRTUAL_SINCE = 24;

    private CallThreads() {}

    /**
     * Does many pieces of work. The first exception ends the whole and is thrown; what has begun by then is interrupted, unless
     * it was a budget that ended it: calls in flight are paid for and come to their end.
     *
     * @param concurrency how many pieces are under way at once, at least 1
     * @param work found as it goes: each piece is taken when a thread will soon be free for it
     */
    public static void run(int concurrency, Iterator<Runnable> work) throws InterruptedException {
        AtomicReference<RuntimeException> stopped = new AtomicReference<>();
        ExecutorService pool = pool(concurrency);
        Semaphore free = new Semaphore(concurrency);
        try {
            while (stopped.get() == null && work.hasNext()) {
                Runnable next = work.next();
                free.acquire();
                pool.execute(() -> {
                    try {
                        if (stopped.get() == null) {
                            next.run();
                        }
                    } catch (RuntimeException e) {
                        stopped.compareAndSet(null, e);
                    } catch (Error e) {
                        stopped.compareAndSet(null, new IllegalStateException(e));
                    } finally {
                        free.release();
                    }
                });
            }
            if (stopped.get() == null || stopped.get() instanceof BudgetExceededException) {
                free.acquire(concurrency);
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        }
        if (stopped.get() != null) {
            throw stopped.get();
        }
    }

    private static ExecutorService pool(int most) {
        if (Runtime.version().feature() >= VIRTUAL_SINCE) {
            try {
                return (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                return Executors.newFixedThreadPool(most);
            }
        }
        return Executors.newFixedThreadPool(most);
    }
}
