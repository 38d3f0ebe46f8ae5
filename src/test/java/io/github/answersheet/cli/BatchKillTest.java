package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.FakeBatchProvider;
import io.github.answersheet.FakeBatchProvider.Step;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in batches that are killed: nothing is sent twice, no result is lost. */
class BatchKillTest {

    @TempDir
    private Path folder;

    @Test
    void aKillAtEachStep() throws Exception {
        Path quiz = quiz(12);
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchKillTest::reply)) {
            killedAt(Step.UPLOADED, provider, quiz);
            assertEquals(0, provider.batches().size(), "nothing was asked for");
            killedAt(Step.CREATED, provider, quiz);
            killedAt(Step.HALF_DOWNLOADED, provider, quiz);
            assertTrue(said().contains("was submitted by a run that was ended then, 12 calls"), said());
            killedAt(Step.DOWNLOADED, provider, quiz);
            killedAt(Step.UPLOADED, provider, quiz);
            provider.at(step -> {});
            Process last = start(provider, quiz, "sheet.md");
            assertTrue(last.waitFor(2, TimeUnit.MINUTES));
            assertEquals(0, last.exitValue(), said());
            assertEquals(
                    List.of(12, 3),
                    provider.batches().stream().map(b -> b.requests().size()).toList());
            assertAllThere(provider, quiz, 15);
        }
    }

    @Test
    @Tag("campaign")
    void aKillBeforeTheProviderHeardOfTheBatch() throws Exception {
        Path quiz = quiz(4);
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchKillTest::reply)) {
            killedAt(Step.ASKED, provider, quiz);
            provider.at(step -> {});
            Process last = start(provider, quiz, "sheet.md");
            assertTrue(last.waitFor(2, TimeUnit.MINUTES));
            assertEquals(0, last.exitValue(), said());
            assertAllThere(provider, quiz, 5);
        }
    }

    @Test
    @Tag("campaign")
    void killsAtAnyMoment() throws Exception {
        int questions = 200;
        Path quiz = quiz(questions);
        Random random = new Random(questions);
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchKillTest::reply)) {
            provider.at(step -> pause(100));
            int kills = 0;
            for (int i = 0; i < 25; i++) {
                Process process = start(provider, quiz, "sheet.md", "--batch-size", "30");
                if (!process.waitFor(700 + random.nextInt(1_500), TimeUnit.MILLISECONDS)) {
                    kills++;
                    process.destroyForcibly().waitFor();
                }
            }
            Process last = start(provider, quiz, "sheet.md", "--batch-size", "30");
            assertTrue(last.waitFor(2, TimeUnit.MINUTES));
            assertEquals(0, last.exitValue(), said());
            System.out.println(questions + " questions, " + kills + " kills: "
                    + provider.batches().size() + " batches");
            assertAllThere(provider, quiz, questions + questions / 4);
        }
    }

    /** Runs the program until the provider has come to a step, and kills it there. */
    private void killedAt(Step wanted, FakeBatchProvider provider, Path quiz) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        provider.at(step -> {
            if (step == wanted) {
                reached.countDown();
                await(dead);
                throw new IllegalStateException("nobody is there any more");
            }
        });
        Process process = start(provider, quiz, "sheet.md");
        assertTrue(reached.await(1, TimeUnit.MINUTES), said());
        process.destroyForcibly().waitFor();
        dead.countDown();
    }

    private void assertAllThere(FakeBatchProvider provider, Path quiz, int calls) throws Exception {
        List<String> sent =
                provider.batches().stream().flatMap(b -> b.requests().stream()).toList();
        assertEquals(calls, sent.size(), "no call is sent twice");
        assertEquals(calls, sent.stream().distinct().count());
        CommandRun stats = CommandRun.of("store", "stats", "--store", store().toString());
        assertTrue(stats.out().contains(": " + calls + " replies"), stats.out());
        assertEquals(
                0,
                CommandRun.of("store", "verify", "--store", store().toString()).exit());
        Process live = CommandProcess.start(
                folder,
                variables(provider),
                List.of(),
                "generate",
                quiz.toString(),
                "-o",
                folder.resolve("live.md").toString(),
                "--store",
                "none");
        assertTrue(live.waitFor(2, TimeUnit.MINUTES));
        assertEquals(calls, provider.live().size());
        assertEquals(Files.readString(folder.resolve("live.md")), Files.readString(folder.resolve("sheet.md")));
    }

    private Process start(FakeBatchProvider provider, Path quiz, String sheet, String... more) throws IOException {
        List<String> args = new java.util.ArrayList<>(List.of(
                "generate",
                quiz.toString(),
                "-o",
                folder.resolve(sheet).toString(),
                "--store",
                store().toString(),
                "--via",
                "batch"));
        args.addAll(List.of(more));
        return CommandProcess.start(folder, variables(provider), List.of(), args.toArray(String[]::new));
    }

    private Path quiz(int questions) throws IOException {
        return Files.writeString(
                folder.resolve("quiz.md"),
                "# Quiz\n\n## Conceptual Questions\n\n"
                        + IntStream.rangeClosed(1, questions)
                                .mapToObj(i -> i + ". What is concept number " + i + " of scripting?\n\n")
                                .collect(Collectors.joining()));
    }

    // Every fourth draft has to be repaired.
    private static Response reply(Request request) {
        String whole = RecordedReplies.of(1 + request.question() % 4)
                .replaceFirst("## Answer \\d+: ", "## Answer " + request.question() + ": ");
        if (request.isRepair()) {
            return Response.reply(RecordedReplies.sections(whole, request.labels()));
        }
        return Response.reply(request.question() % 4 == 0 ? RecordedReplies.without(whole, "Common Pitfalls") : whole);
    }

    private static Map<String, String> variables(FakeBatchProvider provider) {
        return Map.of("OPENAI_BASE_URL", provider.url(), "ANSWERSHEET_TRIALS", "0");
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private Path store() {
        return folder.resolve("calls.db");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
