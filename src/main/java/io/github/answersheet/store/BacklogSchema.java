package io.github.answersheet.store;

import java.util.List;

/** The tables that only workers need. */
final class BacklogSchema {

    /** The last two are as their engines want them: db-scheduler hands out tasks, Bucket4j holds limits. */
    static final List<String> CREATE = List.of(
            "CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, settings TEXT NOT NULL, enqueued BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS quiz (job TEXT NOT NULL REFERENCES job, id TEXT NOT NULL, text_hash TEXT NOT NULL,"
                    + " name TEXT NOT NULL, text TEXT NOT NULL, knowledge TEXT NOT NULL, enqueued BIGINT NOT NULL,"
                    + " PRIMARY KEY (job, id))",
            "CREATE INDEX IF NOT EXISTS quiz_text ON quiz (job, text_hash)",
            "CREATE TABLE IF NOT EXISTS question (job TEXT NOT NULL, quiz TEXT NOT NULL, number INTEGER NOT NULL,"
                    + " state TEXT NOT NULL, detail TEXT, changed BIGINT NOT NULL, PRIMARY KEY (job, quiz, number))",
            "CREATE INDEX IF NOT EXISTS question_open ON question (job) WHERE state = 'open'",
            "CREATE TABLE IF NOT EXISTS scheduled_tasks (task_name TEXT NOT NULL, task_instance TEXT NOT NULL,"
                    + " task_data BYTEA, execution_time TIMESTAMP WITH TIME ZONE NOT NULL, picked BOOLEAN NOT NULL,"
                    + " picked_by TEXT, last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE,"
                    + " consecutive_failures INTEGER, last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL,"
                    + " priority SMALLINT, PRIMARY KEY (task_name, task_instance))",
            "CREATE INDEX IF NOT EXISTS scheduled_tasks_time ON scheduled_tasks (execution_time)",
            "CREATE INDEX IF NOT EXISTS scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat)",
            "CREATE TABLE IF NOT EXISTS bucket (id BIGINT PRIMARY KEY, state BYTEA, expires_at BIGINT)");

    private BacklogSchema() {}
}
