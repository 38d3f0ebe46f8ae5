package io.github.answersheet.store;

import io.github.answersheet.store.Database.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one writer of an SQLite file. What waits is committed together and reaches the disk with one {@code fsync}; nobody goes on
 * before what he wrote is there. Thread-safe.
 */
final class GroupCommit {

    // A group is as large as this part of all callers, so that it comes together in this part of a call's time.
    private static final int PART = 16;
    private static final long LONGEST_WAIT = Duration.ofMillis(250).toNanos();

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread writer = new Thread(this::write, "store writer");
    private List<Entry<?>> durable = new ArrayList<>();
    private List<Entry<?>> light = new ArrayList<>();
    // When the first of the durable work came that waits, and how much of it is waited for.
    private long since;
    private int wanted;
    private boolean isClosed;
    private boolean isSynced = true;

    /**
     * @param connection that nobody else uses, which syncs each commit; closed with this
     */
    GroupCommit(Connection connection) {
        this.connection = connection;
        writer.setDaemon(true);
        writer.start();
    }

    private record Entry<T>(Work<T> work, CompletableFuture<T> result) {

        /** What tells its caller that it is done. */
        Runnable run(Connection connection) throws SQLException {
            T value = work.on(connection);
            return () -> result.complete(value);
        }

        // Who is interrupted waits all the same: what was paid for is kept.
        T await() throws SQLException {
            try {
                return result.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * Runs work as a whole or not at all; it is on the disk when this returns. May run it twice, if other work of its group fails.
     *
     * @param callers who may come soon; where there are many, some of them are waited for
     */
    <T> T durably(Work<T> work, int callers) throws SQLException {
        Entry<T> entry = new Entry<>(work, new CompletableFuture<>());
        lock.lock();
        try {
            refuseIfClosed();
            if (durable.isEmpty()) {
                since = System.nanoTime();
            }
            durable.add(entry);
            wanted = callers / PART;
            changed.signal();
        } finally {
            lock.unlock();
        }
        return entry.await();
    }

    /** The same at once, for what others have to see and what need not survive a failure of the power. */
    <T> T lightly(Work<T> work) throws SQLException {
        Entry<T> entry = new Entry<>(work, new CompletableFuture<>());
        lock.lock();
        try {
            refuseIfClosed();
            light.add(entry);
            changed.signal();
        } finally {
            lock.unlock();
        }
        return entry.await();
    }

    /** Runs work between two groups, each statement for itself. */
    <T> T alone(Work<T> work) throws SQLException {
        synchronized (connection) {
            sync(true);
            return work.on(connection);
        }
    }

    /** How much durable work waits for its commit. */
    int waiting() {
        lock.lock();
        try {
            return durable.size();
        } finally {
            lock.unlock();
        }
    }

    /** Commits what waits, and ends. */
    void close() throws SQLException {
        lock.lock();
        try {
            isClosed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        boolean isInterrupted = Thread.interrupted();
        try {
            writer.join();
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (connection) {
            connection.close();
        }
    }

    private void refuseIfClosed() throws SQLException {
        if (isClosed) {
            throw new SQLException("the store is closed");
        }
    }

    private void write() {
        while (awaitWork()) {
            List<Entry<?>> group;
            boolean isDurable;
            lock.lock();
            try {
                isDurable = waitForMore() <= 0;
                group = light;
                light = new ArrayList<>();
                if (isDurable) {
                    group.addAll(durable);
                    durable = new ArrayList<>();
                }
            } finally {
                lock.unlock();
            }
            synchronized (connection) {
                commit(group, isDurable);
            }
        }
    }

    // Whether there is any; else it is over.
    private boolean awaitWork() {
        lock.lock();
        try {
            while (light.isEmpty()) {
                long wait = waitForMore();
                if (wait <= 0) {
                    return true;
                }
                if (wait < Long.MAX_VALUE) {
                    changed.awaitNanos(wait);
                } else if (isClosed) {
                    return false;
                } else {
                    changed.await();
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the writer", e);
        } finally {
            lock.unlock();
        }
    }

    // Nanoseconds until the durable work that waits is to be committed; as good as for ever if there is none.
    private long waitForMore() {
        if (durable.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isClosed || durable.size() >= wanted ? 0 : LONGEST_WAIT - (System.nanoTime() - since);
    }

    // If anything of a group fails, each part is done for itself, and only what fails again has failed.
    private void commit(List<Entry<?>> group, boolean isDurable) {
        try {
            transaction(group, isDurable);
        } catch (SQLException | RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).result().completeExceptionally(e);
            } else {
                group.forEach(entry -> commit(List.of(entry), isDurable));
            }
        }
    }

    private void transaction(List<Entry<?>> group, boolean isDurable) throws SQLException {
        List<Runnable> told = new ArrayList<>();
        sync(isDurable);
        connection.setAutoCommit(false);
        try {
            for (Entry<?> entry : group) {
                told.add(entry.run(connection));
            }
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(e);
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        told.forEach(Runnable::run);
    }

    private void undo(Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException isGone) {
            why.addSuppressed(isGone);
        }
    }

    // With a log that is written ahead, a commit that is not synced reaches the disk with the next one that is.
    private void sync(boolean isWanted) throws SQLException {
        if (isSynced != isWanted) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA synchronous = " + (isWanted ? "FULL" : "NORMAL"));
            }
            isSynced = isWanted;
        }
    }
}
