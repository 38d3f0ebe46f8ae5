package io.github.answersheet.store;

import io.github.answersheet.store.Backlog.Standing;
import java.time.Duration;
import java.util.List;

/**
 * The open questions of a job that one worker keeps for itself, longer than other workers keep theirs and without signs of life:
 * their calls are out. On a PostgreSQL server only. Thread-safe.
 */
public final class HeldQuestions {

    // What another worker has at hand stays with it, unless it is taken for dead.
    private static final String HOLD = "WITH page AS (SELECT quiz, number, job || '/' || quiz || '/' || number AS task"
            + " FROM question WHERE job = ? AND state = 'open' AND (quiz, number) > (?, ?)"
            + " ORDER BY quiz, number LIMIT ?),"
            + " held AS (UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL, version = version + 1,"
            + " execution_time = clock_timestamp() + ? * INTERVAL '1 millisecond'"
            + " FROM page WHERE task_name = ? AND task_instance = page.task"
            + " AND (NOT picked OR last_heartbeat < clock_timestamp() - ? * INTERVAL '1 millisecond')"
            + " RETURNING task_instance)"
            + " SELECT quiz, number, task IN (SELECT task_instance FROM held) FROM page ORDER BY quiz, number";
    private static final String DROP =
            "DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? AND NOT picked";
    private static final String RELEASE = "UPDATE scheduled_tasks SET execution_time = clock_timestamp(),"
            + " version = version + 1 WHERE task_name = ? AND task_instance LIKE ? AND NOT picked"
            + " AND execution_time > clock_timestamp()";

    private final CallStore store;
    private final String job;
    private final Duration time;
    private final Duration lease;

    /**
     * @param store with a backlog
     * @param time after which others may have a question again, if it is not held anew
     * @param lease after so long without a sign another worker is taken for dead
     */
    public HeldQuestions(CallStore store, String job, Duration time, Duration lease) {
        this.store = store;
        this.job = job;
        this.time = time;
        this.lease = lease;
    }

    /** A question that is open, and whether it is held or with another worker. */
    public record Open(QuestionId question, boolean isHeld) {}

    /** Before the first question of a job. */
    public QuestionId start() {
        return new QuestionId(job, "", 0);
    }

    /** Holds the next open questions, at most so many; none if there is none left. */
    public List<Open> hold(QuestionId after, int most) {
        Query query = new Query(
                HOLD, job, after.quiz(), after.number(), most, time.toMillis(), Backlog.TASK, lease.toMillis());
        return store.with(connection -> query.all(
                connection, row -> new Open(new QuestionId(job, row.getString(1), row.getInt(2)), row.getBoolean(3))));
    }

    /** Tells that a question that is held has been dealt with. */
    public void settle(QuestionId question, Standing standing) {
        store.whole(connection -> {
            Backlog.marking(question, standing).change(connection);
            return new Query(DROP, Backlog.TASK, question.task()).change(connection);
        });
    }

    /** Lets others have what is held. */
    public void release() {
        store.with(new Query(RELEASE, Backlog.TASK, job + "/%")::change);
    }
}
