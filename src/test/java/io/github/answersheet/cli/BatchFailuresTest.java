package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.FakeBatchProvider;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What goes wrong with batches, and batches that are called off. */
class BatchFailuresTest extends SampleInBatches {

    @Test
    void whatFailsIsSentAgainAndWhatIsRefusedIsNot() throws IOException {
        Set<Integer> asked = ConcurrentHashMap.newKeySet();
        try (FakeBatchProvider provider = new FakeBatchProvider(r -> r.question() == 3
                ? Response.error(400, "your prompt is not liked " + KEY)
                : r.question() == 4 && asked.add(4) ? Response.error(429, "too many") : reply(r))) {
            // Half of the first batch's requests are never made.
            provider.ending(number -> number == 1 ? "expired" : "completed");
            CommandRun run = generate(provider, "--via", "batch");
            assertEquals(1, run.exit(), run.err());
            // 3 is refused, 4 and the eight that were not made are asked again, 2 is repaired.
            assertEquals(List.of(15, 10), sizes(provider));
            assertTrue(run.err().contains("there was no reply: HTTP 400 your prompt is not liked ***"), run.err());
            assertEquals(15, replies());
            assertFalse(sheet().contains(KEY), "a provider may repeat the key");
        }
    }

    @Test
    void aCallThatNeverGetsAReplyIsGivenUp() throws IOException {
        try (FakeBatchProvider provider =
                new FakeBatchProvider(r -> r.question() == 5 ? Response.error(500, "oh") : reply(r))) {
            CommandRun run = generate(provider, "--via", "batch", "--attempts", "2");
            assertEquals(1, run.exit(), run.err());
            assertEquals(List.of(15, 2), sizes(provider));
            assertTrue(run.err().contains("HTTP 500 oh, tried in 2 batches"), run.err());
            assertEquals(
                    1, generate(provider, "--via", "batch", "--attempts", "2").exit());
            assertEquals(2, provider.batches().size());
        }
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsNamed() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.ending(number -> number == 1 ? "failed" : "completed");
            CommandRun run = generate(provider, "--via", "batch");
            assertEquals(3, run.exit(), run.err());
            assertTrue(run.err().contains("batch batch_1 was refused: Enqueued token limit reached"), run.err());
            assertEquals(0, generate(provider, "--via", "batch").exit());
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void whereTooMuchIsQueuedBatchesGoOneByOne() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.ending(number -> number == 2 || number == 3 ? "failed" : "completed");
            CommandRun run = generate(provider, "--via", "batch", "--batch-size", "5");
            assertEquals(0, run.exit(), run.err());
            // Of the repair and ten drafts that are left, five go at a time.
            assertEquals(List.of(5, 5, 5, 5, 5, 1), sizes(provider));
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void anEndpointWithoutBatchesIsNamed() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(SampleInBatches::reply)) {
            CommandRun run = CommandRun.with(variables(endpoint.url()), args("--via", "batch"));
            assertEquals(3, run.exit(), run.err());
            assertTrue(run.err().contains("has no batches"), run.err());
            assertEquals(List.of(), endpoint.history());
        }
    }

    @Test
    void aBatchWhoseReceiptIsLostIsNotSentAgain() throws IOException {
        AtomicBoolean isLost = new AtomicBoolean();
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.at(step -> {
                if (step == FakeBatchProvider.Step.CREATED && !isLost.getAndSet(true)) {
                    throw new IllegalStateException("the connection breaks");
                }
            });
            CommandRun run = generate(provider, "--via", "batch", "--only", "1");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(1), sizes(provider));
        }
    }

    @Test
    void aDownloadThatBreaksOffIsRepeated() throws IOException {
        AtomicBoolean isBroken = new AtomicBoolean();
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.at(step -> {
                if (step == FakeBatchProvider.Step.HALF_DOWNLOADED && !isBroken.getAndSet(true)) {
                    throw new IllegalStateException("the connection breaks");
                }
            });
            CommandRun run = generate(provider, "--via", "batch");
            assertEquals(0, run.exit(), run.err());
            assertTrue(isBroken.get());
            assertEquals(16, replies());
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void batchesAreListedAndCalledOff() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.ending(number -> number == 1 ? null : "completed");
            assertEquals(
                    4,
                    generate(provider, "--via", "batch", "--batch-wait", "0s").exit());
            CommandRun list = batch(provider, "list");
            assertTrue(list.out().contains("batch_1"), list.out());
            assertTrue(list.out().contains("in_progress"), list.out());
            assertTrue(list.out().contains("1 in all, 1 open"), list.out());
            CommandRun unknown = batch(provider, "cancel", "batch_9");
            assertEquals(2, unknown.exit());
            assertTrue(unknown.err().contains("batch batch_9: is no open batch of this store"), unknown.err());
            assertEquals(2, batch(provider, "cancel").exit());
            assertEquals(
                    "batch_1: cancelling\n", batch(provider, "cancel", "--all").out());
            CommandRun on = generate(provider, "--via", "batch");
            assertEquals(0, on.exit(), on.err());
            assertEquals(15, sizes(provider).get(0));
            assertEquals(
                    16 - 7,
                    sizes(provider).stream().skip(1).mapToInt(Integer::intValue).sum());
            assertEquals(liveSheet(), sheet());
            assertTrue(batch(provider, "list").out().contains("cancelled"));
            assertEquals(
                    "no batch is open\n", batch(provider, "cancel", "--all").out());
        }
    }

    @Test
    void aBatchThatIsCalledOffStopsTheRunThatWaits() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.looks(1_000);
            provider.at(step -> {
                if (step == FakeBatchProvider.Step.CREATED) {
                    new Thread(() -> {
                                while (!batch(provider, "cancel", "--all").out().contains("cancelling")) {
                                    Thread.onSpinWait();
                                }
                            })
                            .start();
                }
            });
            CommandRun run = generate(provider, "--via", "batch");
            assertEquals(4, run.exit(), run.err());
            assertTrue(run.err().contains("batch batch_1 was called off; the same command goes on"), run.err());
            assertEquals(1, provider.batches().size());
        }
    }
}
