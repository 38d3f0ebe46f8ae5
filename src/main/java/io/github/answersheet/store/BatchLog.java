package io.github.answersheet.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Calls that are out with a provider in batches. A batch is written down with its calls before it is sent; a result takes its
 * call off the batch and becomes a reply of the store in one step, so that it cannot be lost or counted twice. Thread-safe.
 */
public final class BatchLog {

    private static final String PLAN = "INSERT INTO batch VALUES (?, ?, ?, ?, '', '', 0, 0, 0, 0, 0, ?, ?, 0)";
    private static final String ADD = "INSERT INTO batch_call VALUES (?, ?, ?, ?, ?)";
    private static final String GROW =
            "UPDATE batch SET calls = calls + ?, input_tokens = input_tokens + ?, output_tokens = output_tokens + ?"
                    + " WHERE id = ?";
    private static final String MARK = "UPDATE batch SET state = ?, file = ?, remote = ?, changed = ? WHERE id = ?";
    private static final String TAKE =
            "DELETE FROM batch_call WHERE batch = ? AND key = ? RETURNING call, question, step";
    private static final String JOB = "SELECT job FROM batch WHERE id = ?";
    private static final String WHERE = "SELECT batch FROM batch_call WHERE key = ?";
    private static final String FAILURES =
            "SELECT why, refused FROM batch_failure WHERE key = ? AND created >= ? ORDER BY created";
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

    public BatchLog(CallStore store) {
        this.store = store;
    }

    /** Writes down that there will be a batch. */
    public void plan(String id, String job, String url) {
        long now = System.currentTimeMillis();
        store.with(new Query(PLAN, id, job, url, BatchState.PLANNED, now, now)::change);
    }

    /**
     * Writes down calls of a batch that is planned.
     *
     * @param input tokens that they can hardly exceed together
     * @param output tokens that they cannot exceed
     */
    public void add(String id, List<BatchCall> calls, long input, long output) {
        store.whole(connection -> {
            for (BatchCall call : calls) {
                new Query(ADD, call.key().hash(), id, call.key().json(), call.question(), call.step())
                        .change(connection);
            }
            return new Query(GROW, calls.size(), input, output, id).change(connection);
        });
    }

    /** Writes down how far a batch has come. */
    public void mark(String id, String state, String file, String remote) {
        store.with(new Query(MARK, state, file, remote, System.currentTimeMillis(), id)::change);
    }

    /** The batch in which a call is out, if it is. */
    public Optional<String> batchOf(String key) {
        return store.read(connection -> new Query(WHERE, key).first(connection, row -> row.getString(1)));
    }

    /**
     * What came of a call in batches that brought no reply.
     *
     * @param since milliseconds since 1970; earlier ones do not count
     */
    public BatchFailures failures(String key, long since) {
        List<BatchFailures> each = store.read(connection -> new Query(FAILURES, key, since)
                .all(connection, row -> new BatchFailures(1, row.getInt(2) == 1, row.getString(1))));
        return each.stream().reduce(BatchFailures.NONE, BatchFailures::then);
    }

    /** Keeps results, all of them or none. Those of calls that are not out in the batch, or not any more, change nothing. */
    public void keep(String id, List<BatchResult> results) {
        store.whole(connection -> {
            String job = new Query(JOB, id)
                    .first(connection, row -> row.getString(1))
                    .orElseThrow();
            long replies = 0;
            long failed = 0;
            for (BatchResult result : results) {
                if (isKept(connection, id, job, result)) {
                    replies += result.reply().isPresent() ? 1 : 0;
                    failed += result.reply().isPresent() ? 0 : 1;
                }
            }
            return new Query(COUNT, replies, failed, id).change(connection);
        });
    }

    /**
     * Nothing more will come of a batch.
     *
     * @param why its calls that are still out have failed; empty if they have not, and were only not made
     */
    public void end(String id, String state, Optional<String> why) {
        if (why.isPresent()) {
            List<String> left = store.read(connection -> new Query(LEFT, id).all(connection, row -> row.getString(1)));
            keep(
                    id,
                    left.stream()
                            .map(key -> new BatchResult(key, Optional.empty(), why.get(), false))
                            .toList());
        }
        store.whole(connection -> {
            new Query(FREE, id).change(connection);
            return new Query(END, state, System.currentTimeMillis(), id).change(connection);
        });
    }

    /** A batch never reached the provider; its calls are free. */
    public void forget(String id) {
        store.whole(connection -> {
            new Query(FREE, id).change(connection);
            return new Query(FORGET, id).change(connection);
        });
    }

    /** All batches, oldest first. */
    public List<StoredBatch> all() {
        return store.read(connection -> new Query(LIST).all(connection, BatchLog::batch));
    }

    /** Batches at an endpoint of which something may still come, oldest first. */
    public List<StoredBatch> open(String url) {
        return all().stream()
                .filter(batch -> batch.isOpen() && batch.url().equals(url))
                .toList();
    }

    /** What the calls of a job that are out may come to at most. */
    public Spending out(String job) {
        return store.read(connection -> new Query(OUT, job)
                .first(connection, row -> new Spending(row.getLong(1), row.getLong(2), row.getLong(3), 0, 0))
                .orElse(Spending.NONE));
    }

    // Who takes the call off the batch keeps its result, so that two who bring it do not keep it twice.
    private static boolean isKept(Connection connection, String id, String job, BatchResult result)
            throws SQLException {
        Optional<BatchCall> call = new Query(TAKE, id, result.key())
                .first(
                        connection,
                        row -> new BatchCall(
                                new CallKey(row.getString(1), result.key()), row.getInt(2), row.getString(3)));
        if (call.isEmpty()) {
            return false;
        }
        if (result.reply().isPresent()) {
            CallStore.keep(
                    connection,
                    call.get().key(),
                    call.get().question(),
                    call.get().step(),
                    job,
                    result.reply().get());
        } else {
            int refused = result.isRefused() ? 1 : 0;
            new Query(FAIL, result.key(), id, result.failure(), refused, System.currentTimeMillis()).change(connection);
        }
        return true;
    }

    private static StoredBatch batch(ResultSet row) throws SQLException {
        return new StoredBatch(
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
                row.getLong(12) == 0);
    }
}
