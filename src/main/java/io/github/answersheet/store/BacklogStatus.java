package io.github.answersheet.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be told of a backlog while workers are at it. */
public final class BacklogStatus {

    private static final String WORKERS = "SELECT picked_by, COUNT(*),"
            + " CAST(EXTRACT(EPOCH FROM clock_timestamp() - MAX(last_heartbeat)) AS BIGINT)"
            + " FROM scheduled_tasks WHERE picked GROUP BY picked_by ORDER BY picked_by";

    private final CallStore store;

    public BacklogStatus(CallStore store) {
        this.store = store;
    }

    /** How many questions of a job have come how far. */
    public Map<QuestionState, Long> counts(String job) {
        return store.with(connection -> {
            Map<QuestionState, Long> counts = new HashMap<>();
            new Query("SELECT state, COUNT(*) FROM question WHERE job = ? GROUP BY state", job)
                    .all(connection, row -> counts.put(QuestionState.of(row.getString(1)), row.getLong(2)));
            return counts;
        });
    }

    /**
     * What was dealt with in some time.
     *
     * @param span milliseconds from the first of them until now
     */
    public record Recent(long questions, long span) {}

    /**
     * The questions of a job that were dealt with since.
     *
     * @param time milliseconds since 1970
     */
    public Recent since(String job, long time) {
        String sql = "SELECT COUNT(*), MIN(changed) FROM question WHERE job = ? AND changed >= ? AND state <> 'open'";
        return store.with(connection -> new Query(sql, job, time)
                .first(connection, row -> new Recent(row.getLong(1), System.currentTimeMillis() - row.getLong(2)))
                .orElseThrow());
    }

    /**
     * A worker that has questions under way.
     *
     * @param questions that it has
     * @param silence seconds since its last sign of life
     */
    public record Worker(String name, long questions, long silence) {}

    /** The workers that have questions under way, of all jobs. */
    public List<Worker> workers() {
        return store.with(connection -> new Query(WORKERS)
                .all(connection, row -> new Worker(row.getString(1), row.getLong(2), row.getLong(3))));
    }

    /**
     * A question whose answering failed for a reason that is no matter of a call, and is tried again.
     *
     * @param times in a row
     */
    public record Stuck(QuestionId question, long times) {}

    /** Questions of all jobs that fail time and again, the worst first; some of them. */
    public List<Stuck> stuck() {
        String sql = "SELECT task_instance, consecutive_failures FROM scheduled_tasks WHERE consecutive_failures > 1"
                + " ORDER BY consecutive_failures DESC, task_instance LIMIT 10";
        return store.with(connection ->
                new Query(sql).all(connection, row -> new Stuck(QuestionId.ofTask(row.getString(1)), row.getLong(2))));
    }
}
