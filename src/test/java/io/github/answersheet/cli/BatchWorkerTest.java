package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.FakeBatchProvider;
import io.github.answersheet.FakeBatchProvider.Step;
import io.github.answersheet.PostgresServer;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.process.OwnThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions that were enqueued, answered in a provider's batches and collected. */
class BatchWorkerTest extends SampleInBatches {

    private static PostgresServer server;

    @BeforeAll
    static void server() throws IOException {
        server = PostgresServer.shared();
    }

    @Test
    void theSheetIsThatOfALiveRunAndWhatIsOutIsLeftAlone() throws Exception {
        String store = server.url("batch_worker");
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            assertEquals(0, enqueue(provider, store).exit());
            CommandRun sent = worker(provider, store, "--batch-wait", "0s");
            assertEquals(4, sent.exit(), sent.err());
            assertTrue(sent.err().contains("15 calls under way in batches; the same command goes on"), sent.err());
            String early = command(provider, "status", "--store", store).out();
            assertTrue(early.contains("0 of 15 questions"), early);
            assertTrue(early.contains("15 calls under way in 1 batch"), early);
            CompletableFuture<CommandRun> live = CompletableFuture.supplyAsync(
                    () -> command(provider, "worker", "--until-done", "--store", store), OwnThread.named("live"));
            // It looks twice a second.
            TimeUnit.SECONDS.sleep(2);
            assertFalse(live.isDone());
            CommandRun worked = worker(provider, store);
            assertEquals(0, worked.exit(), worked.err());
            assertEquals(0, live.get(1, TimeUnit.MINUTES).exit(), live.get().err());
            assertEquals(List.of(), provider.live());
            assertEquals(List.of(15, 1), sizes(provider), "the drafts, and what they made necessary");
            assertTrue(worked.err().contains("batch batch_1: completed, 15 of 15 calls have a reply"), worked.err());
            assertFalse((sent.err() + worked.err()).contains(KEY));
            assertCollected(provider, store);
            assertEquals(0, server.number("batch_worker", "SELECT COUNT(*) FROM scheduled_tasks"));
            assertEquals(0, server.number("batch_worker", "SELECT COUNT(*) FROM claim"));
            String status = command(provider, "status", "--store", store).out();
            assertTrue(status.contains("15 of 15 questions, 0 need review, 0 failed"), status);
            assertTrue(status.contains("16 calls"), status);
            assertFalse(status.contains("under way"), status);
        }
    }

    @Test
    void whatLiveWorkersHaveAtHandStaysWithThem() throws Exception {
        String store = server.url("batch_beside");
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch sent = new CountDownLatch(1);
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply);
                ScriptedEndpoint endpoint = new ScriptedEndpoint(request -> {
                    begun.countDown();
                    await(sent);
                    return SampleInBatches.reply(request);
                })) {
            assertEquals(0, enqueue(provider, store).exit());
            CompletableFuture<CommandRun> beside = CompletableFuture.supplyAsync(
                    () -> CommandRun.with(
                            variables(endpoint.url()),
                            "worker",
                            "--until-done",
                            "--concurrency",
                            "4",
                            "--store",
                            store),
                    OwnThread.named("live"));
            assertTrue(begun.await(1, TimeUnit.MINUTES));
            provider.at(step -> sent.countDown());
            CommandRun worked = worker(provider, store);
            assertEquals(0, worked.exit(), worked.err());
            assertEquals(0, beside.get(1, TimeUnit.MINUTES).exit(), beside.get().err());
            int inBatches = sizes(provider).stream().mapToInt(Integer::intValue).sum();
            assertTrue(inBatches > 0 && endpoint.history().size() >= 4, inBatches + " in batches");
            assertEquals(16, inBatches + endpoint.history().size(), "no call is paid twice");
            assertCollected(provider, store);
        } finally {
            sent.countDown();
        }
    }

    @Test
    void whoComesAfterAKillGoesOn() throws Exception {
        String store = server.url("batch_killed");
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            assertEquals(0, enqueue(provider, store).exit());
            killedAt(Step.CREATED, provider, store);
            provider.at(step -> {});
            CommandRun worked = worker(provider, store);
            assertEquals(0, worked.exit(), worked.err());
            assertEquals(List.of(15, 1), sizes(provider));
            assertEquals(List.of(), provider.live());
            assertCollected(provider, store);
        }
    }

    @Test
    void whatGetsNoReplyInABatchIsCalledLive() throws Exception {
        String store = server.url("batch_live");
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.ending(number -> null);
            assertEquals(0, enqueue(provider, store).exit());
            CommandRun worked = worker(provider, store, "--batch-wait", "0s", "--finish-live");
            assertEquals(0, worked.exit(), worked.err());
            assertEquals(List.of(15), sizes(provider));
            assertEquals(9, provider.live().size(), "seven were done when the batch was ended");
            assertCollected(provider, store);
        }
    }

    @Test
    void whatFailedIsTriedAgainWhenItIsEnqueuedAgain() throws Exception {
        String store = server.url("batch_failed");
        AtomicBoolean healed = new AtomicBoolean();
        try (FakeBatchProvider provider = new FakeBatchProvider(r -> !healed.get() && r.question() == 3
                ? Response.error(400, "I do not like this question")
                : SampleInBatches.reply(r))) {
            assertEquals(0, enqueue(provider, store).exit());
            assertEquals(0, worker(provider, store).exit());
            assertEquals(1, collect(provider, store).exit());
            String status = command(provider, "status", "--store", store).out();
            assertTrue(status.contains("1 failed"), status);
            assertTrue(sheet().contains("I do not like this question"), "the sheet says why");
            healed.set(true);
            assertEquals(0, enqueue(provider, store).exit());
            assertEquals(0, worker(provider, store).exit());
            assertEquals(List.of(15, 1, 1), sizes(provider));
            assertCollected(provider, store);
        }
    }

    @Test
    void whereThereAreNoBatchesOthersGetTheQuestions() throws Exception {
        String store = server.url("batch_none");
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            assertEquals(0, enqueue(provider, store).exit());
            provider.ending(number -> "failed");
            CommandRun refused = worker(provider, store);
            assertEquals(3, refused.exit(), refused.err());
            assertTrue(refused.err().contains("was refused: Enqueued token limit reached"), refused.err());
            CommandRun live = command(provider, "worker", "--until-done", "--store", store);
            assertEquals(0, live.exit(), live.err());
            assertEquals(16, provider.live().size());
            assertCollected(provider, store);
        }
    }

    @Test
    void whatMakesNoSenseTogetherIsRefused() throws Exception {
        String store = server.url("batch_refusals");
        for (List<String> options : List.of(
                List.of("--via", "batch"),
                List.of("--via", "batch", "--batch-wait", "soon"),
                List.of("--via", "batch", "--batch-size", "0"),
                List.of("--job", "abc"))) {
            List<String> args = new ArrayList<>(List.of("worker", "--store", store));
            args.addAll(options);
            CommandRun run = CommandRun.with(variables("http://127.0.0.1:9/v1"), args.toArray(String[]::new));
            assertEquals(2, run.exit(), options + run.err());
            assertFalse(run.err().contains("\tat "), run.err());
        }
    }

    private void assertCollected(FakeBatchProvider provider, String store) throws IOException {
        int calls = provider.live().size();
        CommandRun collected = collect(provider, store);
        assertEquals(0, collected.exit(), collected.err());
        assertEquals(liveSheet(), sheet());
        assertEquals(calls, provider.live().size(), "nothing is called");
    }

    /** Runs a worker until the provider has come to a step, and kills it there. */
    private void killedAt(Step wanted, FakeBatchProvider provider, String store) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        provider.at(step -> {
            if (step == wanted) {
                reached.countDown();
                await(dead);
                throw new IllegalStateException("nobody is there any more");
            }
        });
        Process process = start(provider, "worker", "--via", "batch", "--store", store);
        assertTrue(reached.await(1, TimeUnit.MINUTES), said());
        process.destroyForcibly().waitFor();
        dead.countDown();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(FakeBatchProvider provider, String... args) throws IOException {
        return CommandProcess.start(folder, variables(provider.url()), List.of(), args);
    }

    private CommandRun enqueue(FakeBatchProvider provider, String store) {
        return command(provider, "enqueue", ProjectFiles.RECORDED_QUIZ.toString(), "--store", store);
    }

    private CommandRun worker(FakeBatchProvider provider, String store, String... more) {
        List<String> args = new ArrayList<>(List.of("worker", "--via", "batch", "--lease", "4", "--store", store));
        Collections.addAll(args, more);
        return command(provider, args.toArray(String[]::new));
    }

    private CommandRun collect(FakeBatchProvider provider, String store) {
        Path sheet = folder.resolve("sheet.md");
        return command(
                provider, "collect", ProjectFiles.RECORDED_QUIZ.toString(), "-o", sheet.toString(), "--store", store);
    }

    private static CommandRun command(FakeBatchProvider provider, String... args) {
        return CommandRun.with(variables(provider.url()), args);
    }
}
