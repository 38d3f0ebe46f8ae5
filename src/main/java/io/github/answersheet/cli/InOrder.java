package io.github.answersheet.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on several things at once whose results are taken in order, with few of them in memory. */
final class InOrder {

    private static final int AHEAD = 4;

    private InOrder() {}

    /**
     * @param work done by as many threads as there are processors; what it throws ends everything
     * @param take called by this thread, in the order of the things
     */
    static <T, R> void map(List<T> things, Function<T, R> work, Consumer<R> take) throws InterruptedException {
        int threads = Math.min(things.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
        Deque<Future<R>> ahead = new ArrayDeque<>();
        try {
            for (T thing : things) {
                if (ahead.size() == threads + AHEAD) {
                    take.accept(get(ahead.removeFirst()));
                }
                ahead.addLast(pool.submit(() -> work.apply(thing)));
            }
            while (!ahead.isEmpty()) {
                take.accept(get(ahead.removeFirst()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static <R> R get(Future<R> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
