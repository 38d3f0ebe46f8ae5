package io.github.answersheet.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A database that a store may be in, with what it does in its own way. Thread-safe. */
interface Database {

    /** What SQL is run on; may be run again if the connection breaks. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs work, each statement for itself. */
    <T> T with(Work<T> work) throws SQLException;

    /** Runs work that changes nothing. It sees what was committed, and waits for nobody who writes. */
    default <T> T read(Work<T> work) throws SQLException {
        return with(work);
    }

    /** Runs work for what others have to see at once and what need not survive a failure of the power. */
    default <T> T light(Work<T> work) throws SQLException {
        return with(work);
    }

    /**
     * Runs work as a whole or not at all, if that is better together with the work of others.
     *
     * @param callers who may come soon with work of the same kind
     */
    default <T> T whole(Work<T> work, int callers) throws SQLException {
        return whole(work);
    }

    /** Runs work as a whole or not at all. */
    default <T> T whole(Work<T> work) throws SQLException {
        return with(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        });
    }

    // What went wrong first says whether it may pass.
    private static void undo(Connection connection, Exception why) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException isGone) {
            why.addSuppressed(isGone);
        }
    }

    /** Its own clock as an SQL expression, in milliseconds since 1970; those of several machines may differ. */
    String now();

    /** What it says of its own state, in plain words; empty if it knows of nothing that is wrong. */
    List<String> damage(Connection connection) throws SQLException;

    /** How messages name it; holds no password. */
    String name();

    void close() throws SQLException;
}
