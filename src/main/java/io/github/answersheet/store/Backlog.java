package io.github.answersheet.store;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Questions that workers on any machine answer: jobs with their settings, quizzes with their text, and how far each question
 * has come. On a PostgreSQL server only. Thread-safe.
 */
public final class Backlog {

    /** The name of the tasks in the table that the engine takes them from. */
    public static final String TASK = "answer";

    private static final String JOB =
            "INSERT INTO job VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET enqueued = EXCLUDED.enqueued";
    private static final String QUIZ = "INSERT INTO quiz (job, id, text_hash, name, text, knowledge, enqueued)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (job, id) DO UPDATE SET enqueued = EXCLUDED.enqueued";
    // What got no reply before is asked for again.
    private static final String QUESTION = "INSERT INTO question (job, quiz, number, state, changed)"
            + " VALUES (?, ?, ?, 'open', ?) ON CONFLICT (job, quiz, number) DO UPDATE SET state = 'open',"
            + " detail = NULL WHERE question.detail IS NOT NULL";
    private static final String TASKS =
            "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                    + " SELECT ?, job || '/' || quiz || '/' || number,"
                    + " clock_timestamp() + number * INTERVAL '1 microsecond', FALSE, 1"
                    + " FROM question WHERE job = ? AND quiz = ? AND state = 'open'"
                    + " ON CONFLICT (task_name, task_instance) DO NOTHING";
    private static final String MARK = "UPDATE question SET state = ?, detail = ?, changed = ?"
            + " WHERE job = ? AND quiz = ? AND number = ? AND state = 'open'";
    private static final String SOME_QUIZ = "SELECT id, text_hash, name, text, knowledge FROM quiz WHERE job = ? AND ";

    private final CallStore store;
    private final PostgresDatabase database;

    private Backlog(CallStore store, PostgresDatabase database) {
        this.store = store;
        this.database = database;
    }

    /**
     * Opens the backlog of a store, or makes its tables.
     *
     * @throws InputException if the store is no server
     */
    public static Backlog of(CallStore store) {
        if (!(store.database() instanceof PostgresDatabase server)) {
            throw new InputException(Problem.of(
                    "--store " + store.name(),
                    "is a file; workers on several machines share a PostgreSQL server:"
                            + " --store jdbc:postgresql://host:5432/database"));
        }
        try {
            server.create(BacklogSchema.CREATE);
        } catch (SQLException e) {
            throw new StoreException(store.name(), e);
        }
        return new Backlog(store, server);
    }

    /** For the engines that hand out tasks and hold limits. */
    public DataSource dataSource() {
        return database.pool();
    }

    /**
     * A job and its settings.
     *
     * @param settings as JSON
     */
    public record Job(String id, String settings) {}

    /** Adds a job; one that is there becomes the newest. */
    public void add(Job job) {
        store.with(new Query(JOB, job.id(), job.settings(), System.currentTimeMillis())::change);
    }

    /** Jobs whose id begins so, the newest first. */
    public List<Job> jobs(String beginning) {
        return store.with(connection -> new Query(
                        "SELECT id, settings FROM job WHERE id LIKE ? ORDER BY enqueued DESC, id",
                        beginning.replaceAll("[^0-9a-f]", "-") + "%")
                .all(connection, row -> new Job(row.getString(1), row.getString(2))));
    }

    /** When a job was enqueued last, in milliseconds since 1970. */
    public long enqueued(String job) {
        return store.with(connection -> new Query("SELECT enqueued FROM job WHERE id = ?", job)
                .first(connection, row -> row.getLong(1))
                .orElseThrow());
    }

    /** Whether any question of a job is open. */
    public boolean isOpen(String job) {
        return store.with(
                connection -> new Query("SELECT EXISTS (SELECT 1 FROM question WHERE job = ? AND state = 'open')", job)
                        .first(connection, row -> row.getBoolean(1))
                        .orElse(false));
    }

    /** Adds quizzes with their questions and their tasks, all or none; what is there stays as it is. */
    public void add(String job, List<QuizEntry> quizzes) {
        store.whole(connection -> {
            long now = System.currentTimeMillis();
            for (QuizEntry quiz : quizzes) {
                new Query(QUIZ, job, quiz.id(), quiz.textHash(), quiz.name(), quiz.text(), quiz.knowledge(), now)
                        .change(connection);
                addQuestions(connection, job, quiz, now);
                new Query(TASKS, TASK, job, quiz.id()).change(connection);
            }
            return null;
        });
    }

    private static void addQuestions(Connection connection, String job, QuizEntry quiz, long now) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(QUESTION)) {
            for (int number : quiz.numbers()) {
                add.setString(1, job);
                add.setString(2, quiz.id());
                add.setInt(3, number);
                add.setLong(4, now);
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /** A quiz without its numbers. */
    public Optional<QuizEntry> quiz(String job, String id) {
        return quiz(new Query(SOME_QUIZ + "id = ?", job, id));
    }

    /** The quiz of a text that was added last, without its numbers. */
    public Optional<QuizEntry> quizOfText(String job, String textHash) {
        return quiz(new Query(SOME_QUIZ + "text_hash = ? ORDER BY enqueued DESC LIMIT 1", job, textHash));
    }

    private Optional<QuizEntry> quiz(Query query) {
        return store.with(connection -> query.first(
                connection,
                row -> new QuizEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        List.of())));
    }

    /**
     * How far a question has come.
     *
     * @param failure why its last call got no reply; empty if it got one
     */
    public record Standing(QuestionState state, Optional<String> failure) {}

    /** How far each question of a quiz has come, by number. */
    public Map<Integer, Standing> standings(String job, String quiz) {
        return store.with(connection -> {
            Map<Integer, Standing> standings = new HashMap<>();
            new Query("SELECT number, state, detail FROM question WHERE job = ? AND quiz = ?", job, quiz)
                    .all(
                            connection,
                            row -> standings.put(
                                    row.getInt(1),
                                    new Standing(
                                            QuestionState.of(row.getString(2)),
                                            Optional.ofNullable(row.getString(3)))));
            return standings;
        });
    }

    /** Tells that a question has been dealt with. Who comes second, having been taken for dead, changes nothing. */
    public void mark(QuestionId question, Standing standing) {
        store.with(marking(question, standing)::change);
    }

    static Query marking(QuestionId question, Standing standing) {
        return new Query(
                MARK,
                standing.state().word(),
                standing.failure().map(f -> f.replace('\0', ' ')).orElse(null),
                System.currentTimeMillis(),
                question.job(),
                question.quiz(),
                question.number());
    }

    /** Whether any question of any job is open. */
    public boolean isAnyOpen() {
        return store.with(connection -> new Query("SELECT EXISTS (SELECT 1 FROM question WHERE state = 'open')")
                .first(connection, row -> row.getBoolean(1))
                .orElse(false));
    }
}
