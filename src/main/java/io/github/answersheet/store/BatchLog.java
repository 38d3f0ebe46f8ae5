package io.github.answersheet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls that are out with a provider in batches. A batch is written down with its calls before it is sent; a result takes its
 * call off the batch and becomes a reply of the store in one step, so that it cannot be lost or counted twice. Thread-safe.
 */
public final class BatchLog {

    private static final String[] CREATE = {
        "CREATE TABLE IF NOT EXISTS batch (id TEXT NOT NULL PRIMARY KEY, job TEXT NOT NULL, url TEXT NOT NULL,"
                + " state TEXT NOT NULL, file TEXT NOT NULL, remote TEXT NOT NULL, calls BIGINT NOT NULL,"
                + " replies BIGINT NOT NULL, failed BIGINT NOT NULL, input_tokens BIGINT NOT NULL,"
                + " output_tokens BIGINT NOT NULL, created BIGINT NOT NULL, changed BIGINT NOT NULL, ended BIGINT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS batch_call (key TEXT NOT NULL PRIMARY KEY, batch TEXT NOT NULL, call TEXT NOT NULL,"
                + " question INTEGER NOT NULL, step TEXT NOT NULL)",
        "CREATE INDEX IF NOT EXISTS batch_call_batch ON batch_call (batch)",
        "CREATE TABLE IF NOT EXISTS batch_failure (key TEXT NOT NULL, batch TEXT NOT NULL, why TEXT NOT NULL,"
                + " refused INTEGER NOT NULL, created BIGINT NOT NULL, PRIMARY KEY (key, batch))"
    };
    private static final String PLAN = "INSERT INTO batch VALUES (?, ?, ?, ?, '', '', 0, 0, 0, 0, 0, ?, ?, 0)";
    private static final String ADD = "INSERT INTO batch_call VALUES (?, ?, ?, ?, ?)";
    private static final String GROW =
            "UPDATE batch SET calls = calls + ?, input_tokens = input_tokens + ?, output_tokens = output_tokens + ?"
                    + " WHERE id = ?";
    private static final String MARK = "UPDATE batch SET state = ?, file = ?, remote = ?, changed = ? WHERE id = ?";
    private static final String TAKE =
            "DELETE FROM batch_call WHERE batch = ? AND key = ? RETURNING call, question, step";
    private static final String KEEP =
            "INSERT INTO call SELECT ?, COALESCE(MAX(serial), 0) + 1, ?, ?, ?, (SELECT job FROM batch WHERE id = ?),"
                    + " ?, ?, ?, ?, ?, ?, ?, ? FROM call WHERE key = ?";
    private static final String FAIL = "INSERT INTO batch_failure VALUES (?, ?, ?, ?, ?)";
    private static final String COUNT = "UPDATE batch SET replies = replies + ?, failed = failed + ? WHERE id = ?";
    private static final String LEFT = "SELECT key FROM batch_call WHERE batch = ?";
    private static final String FREE = "DELETE FROM batch_call WHERE batch = ?";
    private static final String END = "UPDATE batch SET state = ?, ended = 1, changed = ? WHERE id = ?";
    private static final String FORGET = "DELETE FROM batch WHERE id = ?";
    private static final String LIST =
            "SELECT id, job, url, state, file, remote, calls, replies, failed, created, changed, ended FROM batch"
                    + " ORDER BY created, id";
    private static final String OUT =
            "SELECT SUM(calls - replies - failed), SUM(input_tokens), SUM(output_tokens) FROM batch"
                    + " WHERE job = ? AND ended = 0";

    private final CallStore store;

    /** Makes its tables when it is first used. */
    public BatchLog(CallStore store) {
        this.store = store;
        store.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : CREATE) {
                    statement.execute(table);
                }
            }
            return null;
        });
    }

    /** Writes down that there will be a batch. */
    public void plan(String id, String job, String url) {
        long now = System.currentTimeMillis();
        update(PLAN, id, job, url, BatchState.PLANNED, now, now);
    }

    /**
     * Writes down calls of a batch that is planned.
     *
     * @param input tokens that they can hardly exceed together
     * @param output tokens that they cannot exceed
     */
    public void add(String id, List<BatchCall> calls, long input, long output) {
        transaction(connection -> {
            for (BatchCall call : calls) {
                execute(connection, ADD, call.key().hash(), id, call.key().json(), call.question(), call.step());
            }
            return execute(connection, GROW, calls.size(), input, output, id);
        });
    }

    /** Writes down how far a batch has come. */
    public void mark(String id, String state, String file, String remote) {
        update(MARK, state, file, remote, System.currentTimeMillis(), id);
    }

    /** The batch in which a call is out, if it is. */
    public Optional<String> batchOf(String key) {
        return store.with(connection -> {
            try (PreparedStatement find = connection.prepareStatement("SELECT batch FROM batch_call WHERE key = ?")) {
                find.setString(1, key);
                try (ResultSet row = find.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /**
     * What came of a call in batches that brought no reply.
     *
     * @param since milliseconds since 1970; earlier ones do not count
     */
    public BatchFailures failures(String key, long since) {
        return store.with(connection -> {
            try (PreparedStatement find = connection.prepareStatement(
                    "SELECT why, refused FROM batch_failure WHERE key = ? AND created >= ? ORDER BY created")) {
                find.setString(1, key);
                find.setLong(2, since);
                try (ResultSet row = find.executeQuery()) {
                    BatchFailures failures = new BatchFailures(0, false, "");
                    while (row.next()) {
                        failures = new BatchFailures(
                                failures.count() + 1, failures.isRefused() || row.getInt(2) == 1, row.getString(1));
                    }
                    return failures;
                }
            }
        });
    }

    /** Keeps results, all of them or none. Those of calls that are not out in the batch, or not any more, change nothing. */
    public void keep(String id, List<BatchResult> results) {
        transaction(connection -> {
            long replies = 0;
            long failed = 0;
            for (BatchResult result : results) {
                if (take(connection, id, result)) {
                    replies += result.reply().isPresent() ? 1 : 0;
                    failed += result.reply().isPresent() ? 0 : 1;
                }
            }
            return execute(connection, COUNT, replies, failed, id);
        });
    }

    /**
     * Nothing more will come of a batch.
     *
     * @param why its calls that are still out have failed; empty if they have not, and were only not made
     */
    public void end(String id, String state, Optional<String> why) {
        if (why.isPresent()) {
            List<BatchResult> left = left(id).stream()
                    .map(key -> new BatchResult(key, Optional.empty(), why.get(), false))
                    .toList();
            keep(id, left);
        }
        transaction(connection -> {
            execute(connection, FREE, id);
            return execute(connection, END, state, System.currentTimeMillis(), id);
        });
    }

    /** A batch never reached the provider; its calls are free. */
    public void forget(String id) {
        transaction(connection -> {
            execute(connection, FREE, id);
            return execute(connection, FORGET, id);
        });
    }

    /** All batches, oldest first. */
    public List<StoredBatch> all() {
        return store.with(connection -> {
            List<StoredBatch> batches = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(LIST)) {
                while (row.next()) {
                    batches.add(new StoredBatch(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getLong(7),
                            row.getLong(8),
                            row.getLong(9),
                            row.getLong(10),
                            row.getLong(11),
                            row.getLong(12) == 0));
                }
            }
            return batches;
        });
    }

    /** Batches at an endpoint of which something may still come, oldest first. */
    public List<StoredBatch> open(String url) {
        return all().stream()
                .filter(batch -> batch.isOpen() && batch.url().equals(url))
                .toList();
    }

    /** What the calls of a job that are out may come to at most. */
    public Spending out(String job) {
        return store.with(connection -> {
            try (PreparedStatement sum = connection.prepareStatement(OUT)) {
                sum.setString(1, job);
                try (ResultSet row = sum.executeQuery()) {
                    row.next();
                    return new Spending(row.getLong(1), row.getLong(2), row.getLong(3), 0);
                }
            }
        });
    }

    private static boolean take(Connection connection, String id, BatchResult result) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, id);
            take.setString(2, result.key());
            try (ResultSet row = take.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                long now = System.currentTimeMillis();
                if (result.reply().isEmpty()) {
                    int refused = result.isRefused() ? 1 : 0;
                    return execute(connection, FAIL, result.key(), id, result.failure(), refused, now) == 1;
                }
                StoredReply reply = result.reply().get();
                String call = row.getString(1);
                int question = row.getInt(2);
                String step = row.getString(3);
                return execute(
                                connection,
                                KEEP,
                                result.key(),
                                call,
                                question,
                                step,
                                id,
                                reply.text(),
                                reply.finish(),
                                reply.model(),
                                reply.input(),
                                reply.output(),
                                reply.cached(),
                                reply.millis(),
                                now,
                                result.key())
                        == 1;
            }
        }
    }

    private List<String> left(String id) {
        return store.with(connection -> {
            List<String> keys = new ArrayList<>();
            try (PreparedStatement find = connection.prepareStatement(LEFT)) {
                find.setString(1, id);
                try (ResultSet row = find.executeQuery()) {
                    while (row.next()) {
                        keys.add(row.getString(1));
                    }
                }
            }
            return keys;
        });
    }

    private void update(String statement, Object... values) {
        store.with(connection -> execute(connection, statement, values));
    }

    private static int execute(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    private void transaction(CallStore.Work<Integer> work) {
        store.with(connection -> {
            connection.setAutoCommit(false);
            try {
                int changed = work.on(connection);
                connection.commit();
                return changed;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }
}
