package io.github.answersheet.store;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.util.List;

/** The tables of a store, in SQL that every database understands. */
final class Schema {

    /** Goes up with every change; each is made by statements that do nothing where it was made. */
    static final int VERSION = 3;

    /**
     * Replies count from 1; those that came after another had taken their place have a serial below 0. An intent is a call that
     * was begun and of which nothing is known yet. A call is out in one batch at most. Calls name their system message by its
     * hash, since thousands of them share one. What a reply put into a provider's cache is known by the time of the reply.
     */
    static final List<String> CREATE = List.of(
            "CREATE TABLE IF NOT EXISTS call (key TEXT NOT NULL, serial INTEGER NOT NULL, call TEXT NOT NULL,"
                    + " question INTEGER NOT NULL, step TEXT NOT NULL, job TEXT NOT NULL, text TEXT NOT NULL,"
                    + " finish TEXT NOT NULL, model TEXT NOT NULL, input_tokens BIGINT NOT NULL,"
                    + " output_tokens BIGINT NOT NULL, cached_tokens BIGINT NOT NULL, millis BIGINT NOT NULL,"
                    + " created BIGINT NOT NULL, PRIMARY KEY (key, serial))",
            "CREATE TABLE IF NOT EXISTS system_message (hash TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS call_job ON call (job, created)",
            "CREATE TABLE IF NOT EXISTS cache_write (key TEXT NOT NULL, created BIGINT NOT NULL, job TEXT NOT NULL,"
                    + " tokens BIGINT NOT NULL, PRIMARY KEY (key, created))",
            "CREATE TABLE IF NOT EXISTS claim (key TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL,"
                    + " expires BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS intent (key TEXT NOT NULL, owner TEXT NOT NULL, job TEXT NOT NULL,"
                    + " begun BIGINT NOT NULL, PRIMARY KEY (key, owner))",
            "CREATE TABLE IF NOT EXISTS batch (id TEXT NOT NULL PRIMARY KEY, job TEXT NOT NULL, url TEXT NOT NULL,"
                    + " state TEXT NOT NULL, file TEXT NOT NULL, remote TEXT NOT NULL, calls BIGINT NOT NULL,"
                    + " replies BIGINT NOT NULL, failed BIGINT NOT NULL, input_tokens BIGINT NOT NULL,"
                    + " output_tokens BIGINT NOT NULL, created BIGINT NOT NULL, changed BIGINT NOT NULL,"
                    + " ended INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS batch_call (key TEXT NOT NULL PRIMARY KEY, batch TEXT NOT NULL,"
                    + " call TEXT NOT NULL, question INTEGER NOT NULL, step TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS batch_call_batch ON batch_call (batch)",
            "CREATE TABLE IF NOT EXISTS batch_failure (key TEXT NOT NULL, batch TEXT NOT NULL, why TEXT NOT NULL,"
                    + " refused INTEGER NOT NULL, created BIGINT NOT NULL, PRIMARY KEY (key, batch))");

    private Schema() {}

    static InputException newer(String name) {
        return new InputException(Problem.of(
                "--store " + name, "was written by a newer answersheet; use that one, or name another store"));
    }
}
