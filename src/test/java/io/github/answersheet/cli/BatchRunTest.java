package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.FakeBatchProvider;
import io.github.answersheet.PostgresServer;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.process.OwnThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose calls go out in a provider's batches. */
@Tag("java")
class BatchRunTest extends SampleInBatches {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void theSheetIsThatOfALiveRun() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            Path report = folder.resolve("report.json");
            CommandRun run = generate(provider, "--via", "batch", "--report", report.toString());
            assertEquals(0, run.exit(), run.err());
            assertEquals(liveSheet(), sheet());
            assertEquals(List.of(15, 1), sizes(provider), "the drafts, and what they made necessary");
            assertEquals(List.of(), provider.live());
            assertTrue(run.err().contains("batch batch_1: completed, 15 of 15 calls have a reply"), run.err());
            assertEquals(16, replies());
            JsonNode attempts = JSON.readTree(report.toFile()).at("/quizzes/0/answers/1/attempts");
            assertEquals(
                    List.of("draft", "repair-1"),
                    List.of(
                            attempts.at("/0/step").asText(),
                            attempts.at("/1/step").asText()));
            assertFalse(run.err().contains(KEY));
            // Another run finds everything.
            assertEquals(0, generate(provider, "--via", "batch").exit());
            assertEquals(0, generate(provider).exit());
            assertEquals(2, provider.batches().size());
            assertEquals(List.of(), provider.live());
        }
    }

    @Test
    void theSameCommandGoesOn() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.looks(2);
            List<Integer> exits = new ArrayList<>();
            for (int i = 0; i < 10 && !exits.contains(0); i++) {
                CommandRun run = generate(provider, "--via", "batch", "--batch-wait", "0s");
                exits.add(run.exit());
                assertTrue(
                        run.exit() == 0 || run.err().contains("under way in batches; the same command goes on"),
                        run.err());
            }
            assertEquals(List.of(4, 4, 4, 4, 0), exits);
            assertEquals(List.of(15, 1), sizes(provider));
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void stragglersAreCalledLive() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.ending(number -> null);
            CommandRun run = generate(provider, "--via", "batch", "--batch-wait", "1s", "--finish-live");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(15), sizes(provider));
            // Seven were done when the batch was ended; the others and the repair are made at once.
            assertEquals(9, provider.live().size());
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void whatGotNoReplyInABatchIsCalledLive() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            provider.ending(number -> number == 1 ? "expired" : "completed");
            CommandRun run = generate(provider, "--via", "batch", "--finish-live");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(15, 1), sizes(provider), "the repair of what was done");
            assertEquals(8, provider.live().size());
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void aBudgetHoldsBeforeASubmit() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            CommandRun few = generate(provider, "--via", "batch", "--max-calls", "10");
            assertEquals(4, few.exit(), few.err());
            assertTrue(few.err().contains("--max-calls 10 allows no further call"), few.err());
            assertEquals(List.of(10), sizes(provider));
            CommandRun tokens = generate(provider, "--via", "batch", "--max-tokens", "2000");
            assertEquals(4, tokens.exit(), tokens.err());
            assertEquals(1, provider.batches().size(), "nothing more was sent");
            CommandRun more = generate(provider, "--via", "batch", "--max-calls", "16");
            assertEquals(0, more.exit(), more.err());
            assertEquals(
                    16, sizes(provider).stream().mapToInt(Integer::intValue).sum());
            assertEquals(liveSheet(), sheet());
        }
    }

    @Test
    void twoRunsSendEachCallOnce() throws Exception {
        twoRuns(store().toString());
    }

    @Test
    void twoRunsWithAStoreOnAServerDoSoToo() throws Exception {
        twoRuns(PostgresServer.shared().url("batches"));
    }

    private void twoRuns(String store) throws Exception {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            List<CompletableFuture<CommandRun>> runs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                String own = folder.resolve("sheet" + i + ".md").toString();
                runs.add(CompletableFuture.supplyAsync(
                        () -> generate(provider, "--via", "batch", "--store", store, "-o", own),
                        OwnThread.named("run " + i)));
            }
            for (CompletableFuture<CommandRun> run : runs) {
                assertEquals(0, run.get(2, TimeUnit.MINUTES).exit(), run.get().err());
            }
            assertEquals(
                    16, sizes(provider).stream().mapToInt(Integer::intValue).sum());
            assertEquals(liveSheet(), Files.readString(folder.resolve("sheet0.md")));
            assertEquals(liveSheet(), Files.readString(folder.resolve("sheet1.md")));
            CommandRun stats = CommandRun.of("store", "stats", "--store", store);
            assertTrue(stats.out().contains(": 16 replies"), stats.out());
        }
    }

    @Test
    void aLiveRunIsToldOfBatches() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            assertEquals(
                    4,
                    generate(provider, "--via", "batch", "--batch-wait", "0s").exit());
            CommandRun live = generate(provider, "--only", "1");
            assertEquals(0, live.exit(), live.err());
            assertTrue(live.err().contains("15 calls under way in batches; this run does not wait"), live.err());
        }
    }

    @Test
    void manyCallsGoIntoSeveralBatches() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(SampleInBatches::reply)) {
            CommandRun run = generate(provider, "--via", "batch", "--batch-size", "7");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(7, 7, 1), sizes(provider).subList(0, 3));
            assertEquals(16, replies());
            assertEquals(liveSheet(), sheet());
            Path folderOfFiles = folder.resolve("files");
            assertEquals(
                    4,
                    elsewhere("--batch-size", "7", "--export", folderOfFiles.toString())
                            .exit());
            assertEquals(
                    1,
                    Files.readAllLines(folderOfFiles.resolve("requests-003.jsonl"))
                            .size());
        }
    }

    @Test
    void whatMakesNoSenseTogetherIsRefused() {
        for (List<String> options : List.of(
                List.of("--via", "batch", "--store", "none"),
                List.of("--via", "batch", "--replay", ProjectFiles.RECORDED_REPLIES.toString()),
                List.of("--via", "batch", "--export", "x.jsonl"),
                List.of("--via", "batch", "--batch-wait", "soon"),
                List.of("--via", "pigeon"),
                List.of("--via", "batch", "--batch-size", "0"),
                List.of("--import", folder.resolve("nowhere.jsonl").toString()))) {
            CommandRun run = CommandRun.with(variables("http://127.0.0.1:9/v1"), args(options.toArray(String[]::new)));
            assertEquals(2, run.exit(), options + run.err());
            assertFalse(run.err().contains("\tat "), run.err());
        }
    }
}
