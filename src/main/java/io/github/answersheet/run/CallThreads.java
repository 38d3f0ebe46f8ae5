package io.github.answersheet.run;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for calls, which mostly wait: virtual ones where Java has them without pitfalls, else as many as are wanted. */
final class CallThreads {

    // Before, a virtual thread that waits in a synchronized block holds a real one.
    private static final int VIRTUAL_SINCE = 24;

    private CallThreads() {}

    static ExecutorService pool(int most) {
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
