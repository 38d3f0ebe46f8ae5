package io.github.answersheet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.PostgresServer;
import io.github.answersheet.process.OwnThread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that lapse while their owner sleeps, as a machine does whose lid is closed: in a file and on a server. */
@Tag("java")
class ClaimsTest {

    private static final CallKey KEY = CallKey.of(Map.of("question", 1));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"file", "server"})
    void whoWakesTooLateDoesNotDisplaceTheReplyThatCounts(String where) throws IOException {
        String location = location(where, "late");
        try (CallStore sleeper = open(location);
                CallStore other = open(location)) {
            Claim claim = sleeper.claim(KEY).orElseThrow();
            assertTrue(new Intents(sleeper).tell(KEY, "job"));
            assertTrue(other.claim(KEY).isEmpty());
            lapse(sleeper);
            Claim taken = other.claim(KEY).orElseThrow();
            assertFalse(new Intents(sleeper).tell(KEY, "job"), "it must not call now");
            assertTrue(new Intents(other).hasOthers(KEY));
            assertFalse(put(sleeper, claim, "late"), "another is at it");
            assertEquals(Optional.empty(), sleeper.find(KEY, 0), "which is waited for");
            assertTrue(put(other, taken, "in time"));
            assertEquals("in time", sleeper.find(KEY, 0).orElseThrow().text());
            assertEquals(2, sleeper.spent("job", 0).calls(), "both were paid");
            assertEquals(0, new Intents(other).lost("job"));
            assertTrue(sleeper.claim(KEY).isPresent(), "nobody holds it any more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "server"})
    void whoWakesAndIsNotMissedGoesOn(String where) throws IOException {
        try (CallStore sleeper = open(location(where, "unmissed"))) {
            Claim claim = sleeper.claim(KEY).orElseThrow();
            lapse(sleeper);
            assertTrue(put(sleeper, claim, "late"));
            assertEquals("late", sleeper.find(KEY, 0).orElseThrow().text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "server"})
    void aCallWhoseMakerIsGoneIsLost(String where) throws IOException {
        try (CallStore store = open(location(where, "gone"))) {
            store.claim(KEY).orElseThrow();
            assertTrue(new Intents(store).tell(KEY, "job"));
            assertEquals(0, new Intents(store).lost("job"), "it is under way");
            lapse(store);
            assertEquals(1, new Intents(store).lost("job"));
            new Intents(store).forget(KEY);
            assertEquals(0, new Intents(store).lost("job"));
        }
    }

    @Test
    void whoFreezesInATransactionHoldsUpNobodyForLong() throws Exception {
        String location = PostgresServer.shared().url("claims_frozen");
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        try (CallStore frozen = CallStore.open(location, Map.of(), Duration.ofSeconds(1));
                CallStore other = CallStore.open(location, Map.of(), Duration.ofSeconds(1))) {
            frozen.claim(KEY).orElseThrow();
            CompletableFuture<Integer> change = CompletableFuture.supplyAsync(
                    () -> frozen.whole(connection -> {
                        int changed = new Query("UPDATE claim SET expires = 1").change(connection);
                        if (times.incrementAndGet() == 1) {
                            locked.countDown();
                            await(awake);
                        }
                        return changed;
                    }),
                    OwnThread.named("frozen"));
            await(locked);
            // It would wait for ever.
            assertEquals(1, (int) other.with(new Query("UPDATE claim SET expires = 2")::change));
            awake.countDown();
            assertEquals(1, change.get(1, TimeUnit.MINUTES));
            assertEquals(2, times.get(), "it was thrown out, and did it again");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean put(CallStore store, Claim claim, String text) {
        return store.put(claim, KEY, 1, "draft", "job", new StoredReply(text, "stop", "m", 1, 1, 0, 0, 1), 1);
    }

    private static void lapse(CallStore store) {
        store.with(new Query("UPDATE claim SET expires = 0")::change);
    }

    private static CallStore open(String location) {
        return CallStore.open(location, Map.of(), CallStore.LEASE);
    }

    private String location(String where, String name) throws IOException {
        return where.equals("file")
                ? folder.resolve("calls.db").toString()
                : PostgresServer.shared().url("claims_" + name);
    }
}
