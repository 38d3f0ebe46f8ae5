package io.github.answersheet.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who works and who waits, with many questions under way. */
@Tag("java")
class TurnsTest {

    private static final int QUESTIONS = 50;
    private static final int CORES = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(QUESTIONS);
    private final Turns turns = new Turns(CORES);
    private final CountDownLatch done = new CountDownLatch(QUESTIONS);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void noMoreWorkThanThereAreCoresAndWhoWaitsLeavesTheTurn() throws InterruptedException {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        // Nobody has a reply before all have asked.
        CountDownLatch asked = new CountDownLatch(QUESTIONS);
        ChatClient client = turns.leftBy(client(() -> {
            asked.countDown();
            await(asked);
        }));
        for (int i = 0; i < QUESTIONS; i++) {
            threads.execute(() -> {
                turns.take(() -> {
                    busy(working, most);
                    client.chat(null);
                    busy(working, most);
                    return true;
                });
                done.countDown();
            });
        }
        assertTrue(done.await(1, TimeUnit.MINUTES));
        assertTrue(most.get() <= CORES, most + " at once");
    }

    @Test
    void whoBeginsGoesBeforeWhoGoesOn() throws InterruptedException {
        Turns one = new Turns(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch replied = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        ChatClient client = one.leftBy(client(() -> {
            asked.countDown();
            await(replied);
        }));
        CountDownLatch all = new CountDownLatch(3);
        Thread goesOn = thread(
                all,
                () -> one.take(() -> {
                    client.chat(null);
                    return order.add("goes on");
                }));
        await(asked);
        thread(
                all,
                () -> one.take(() -> {
                    held.countDown();
                    await(free);
                    return true;
                }));
        await(held);
        replied.countDown();
        waits(goesOn);
        waits(thread(all, () -> one.take(() -> order.add("begins"))));
        free.countDown();
        await(all);
        assertEquals(List.of("begins", "goes on"), order);
    }

    private static void busy(AtomicInteger working, AtomicInteger most) {
        most.accumulateAndGet(working.incrementAndGet(), Math::max);
        Thread.yield();
        working.decrementAndGet();
    }

    private Thread thread(CountDownLatch all, Runnable work) {
        Thread thread = new Thread(() -> {
            work.run();
            all.countDown();
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void waits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ChatClient client(Runnable waiting) {
        return new ChatClient() {

            @Override
            public Reply chat(Call call) {
                waiting.run();
                return new Reply("", Reply.Finish.STOP, Usage.NONE, "", Duration.ZERO, Reply.Origin.ENDPOINT);
            }

            @Override
            public String description() {
                return "waits";
            }
        };
    }
}
