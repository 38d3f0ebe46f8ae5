package io.github.answersheet.process;

import java.util.concurrent.Executor;

/**
 * Runs what may wait long on a daemon thread of its own. In the common pool, which has one thread on a machine of two cores,
 * it would hold up everybody: the HTTP client hands its responses over there.
 */
public final class OwnThread {

    private OwnThread() {}

    /**
     * @param name of the threads
     */
    public static Executor named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.start();
        };
    }
}
