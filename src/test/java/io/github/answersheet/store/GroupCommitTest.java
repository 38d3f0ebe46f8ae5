package io.github.answersheet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.process.OwnThread;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** What waits is committed together, and one that fails takes nobody along. */
@Tag("java")
class GroupCommitTest {

    private static final String PUT = "INSERT INTO word VALUES (?)";

    @TempDir
    private Path folder;

    private final AtomicInteger commits = new AtomicInteger();
    private Connection connection;
    private GroupCommit writer;

    @BeforeEach
    void open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        connection = config.createConnection("jdbc:sqlite:" + folder.resolve("words.db"));
        ((SQLiteConnection) connection).addCommitListener(new SQLiteCommitListener() {

            @Override
            public void onCommit() {
                commits.incrementAndGet();
            }

            @Override
            public void onRollback() {
                // Not counted.
            }
        });
        writer = new GroupCommit(connection);
        writer.alone(new Query("CREATE TABLE word (word TEXT PRIMARY KEY)")::change);
        commits.set(0);
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    @Test
    void whatWaitsIsCommittedTogether() throws Exception {
        List<CompletableFuture<Integer>> waiting = whileTheWriterIsBusy(List.of("one", "two", "three", "four"));
        for (CompletableFuture<Integer> each : waiting) {
            assertEquals(1, each.get(1, TimeUnit.MINUTES));
        }
        assertEquals(2, commits.get(), "what kept it busy, and all others");
        assertEquals(List.of("busy", "four", "one", "three", "two"), words());
    }

    @Test
    void oneThatFailsTakesNobodyAlong() throws Exception {
        List<CompletableFuture<Integer>> waiting = whileTheWriterIsBusy(List.of("one", "busy", "two"));
        assertEquals(1, waiting.get(0).get(1, TimeUnit.MINUTES));
        assertThrows(CompletionException.class, () -> waiting.get(1).join(), "it is there already");
        assertEquals(1, waiting.get(2).get(1, TimeUnit.MINUTES));
        assertEquals(List.of("busy", "one", "two"), words());
    }

    @Test
    void whoeverIsAloneWaitsForNobody() throws SQLException {
        for (String word : List.of("one", "two", "three")) {
            writer.durably(new Query(PUT, word)::change, 1);
        }
        assertEquals(3, commits.get());
    }

    @Test
    void oneOfManyIsCommittedAllTheSame() throws SQLException {
        assertEquals(1, writer.durably(new Query(PUT, "one")::change, 1_000_000));
        assertEquals(List.of("one"), words());
    }

    @Test
    void whatIsInterruptedIsKept() throws SQLException {
        Thread.currentThread().interrupt();
        assertEquals(1, writer.durably(new Query(PUT, "paid")::change, 1));
        assertTrue(Thread.interrupted(), "it is not forgotten");
        assertEquals(List.of("paid"), words());
    }

    @Test
    void whatIsWrittenLightlyIsSeenByOthersAndSyncedNot() throws SQLException {
        writer.lightly(new Query(PUT, "claim")::change);
        assertEquals("1", setting("PRAGMA synchronous"));
        try (Connection other = new SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("words.db"))) {
            assertEquals(List.of("claim"), new Query("SELECT word FROM word").all(other, row -> row.getString(1)));
        }
        writer.durably(new Query(PUT, "reply")::change, 1);
        assertEquals("2", setting("PRAGMA synchronous"));
    }

    // Between two groups, so that what is asked changes nothing.
    private String setting(String pragma) throws SQLException {
        synchronized (connection) {
            return new Query(pragma).first(connection, row -> row.getString(1)).orElseThrow();
        }
    }

    private List<String> words() throws SQLException {
        return writer.alone(connection ->
                new Query("SELECT word FROM word ORDER BY word").all(connection, row -> row.getString(1)));
    }

    private List<CompletableFuture<Integer>> whileTheWriterIsBusy(List<String> words) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> first = run(on -> {
            busy.countDown();
            await(go);
            return new Query(PUT, "busy").change(on);
        });
        await(busy);
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (String word : words) {
            waiting.add(run(new Query(PUT, word)::change));
            while (writer.waiting() < waiting.size()) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        assertEquals(1, first.get(1, TimeUnit.MINUTES));
        return waiting;
    }

    private CompletableFuture<Integer> run(Database.Work<Integer> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return writer.durably(work, 0);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                OwnThread.named("caller"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
