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
import io.github.answersheet.SampleReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.process.OwnThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose calls go out in a provider's batches. */
class BatchRunTest {

    private static final String KEY = "sk-very-secret-0123456789";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    // Verdicts on diagrams are found out once for all tests.
    @TempDir
    private static Path cache;

    private static String liveSheet;

    @BeforeAll
    static void answerLive(@TempDir Path elsewhere) throws IOException {
        Path live = elsewhere.resolve("live.md");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(BatchRunTest::reply)) {
            CommandRun run = CommandRun.with(
                    variables(endpoint.url()),
                    "generate",
                    ProjectFiles.SAMPLE_QUIZ.toString(),
                    "-o",
                    live.toString(),
                    "--store",
                    "none");
            assertEquals(0, run.exit(), run.err());
        }
        liveSheet = Files.readString(live);
    }

    @Test
    void theSheetIsThatOfALiveRun() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
            Path report = folder.resolve("report.json");
            CommandRun run = generate(provider, "--via", "batch", "--report", report.toString());
            assertEquals(0, run.exit(), run.err());
            assertEquals(liveSheet, sheet());
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
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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
            assertEquals(liveSheet, sheet());
        }
    }

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
    void stragglersAreCalledLive() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
            provider.ending(number -> null);
            CommandRun run = generate(provider, "--via", "batch", "--batch-wait", "1s", "--finish-live");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(15), sizes(provider));
            // Seven were done when the batch was ended; the others and the repair are made at once.
            assertEquals(9, provider.live().size());
            assertEquals(liveSheet, sheet());
        }
    }

    @Test
    void whatGotNoReplyInABatchIsCalledLive() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
            provider.ending(number -> number == 1 ? "expired" : "completed");
            CommandRun run = generate(provider, "--via", "batch", "--finish-live");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(15, 1), sizes(provider), "the repair of what was done");
            assertEquals(8, provider.live().size());
            assertEquals(liveSheet, sheet());
        }
    }

    @Test
    void aBudgetHoldsBeforeASubmit() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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
            assertEquals(liveSheet, sheet());
        }
    }

    @Test
    void batchesAreListedAndCalledOff() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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
            assertEquals(liveSheet, sheet());
            assertTrue(batch(provider, "list").out().contains("cancelled"));
            assertEquals(
                    "no batch is open\n", batch(provider, "cancel", "--all").out());
        }
    }

    @Test
    void aBatchThatIsCalledOffStopsTheRunThatWaits() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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

    @Test
    void aBatchThatIsRefusedAsAWholeIsNamed() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
            provider.ending(number -> number == 1 ? "failed" : "completed");
            CommandRun run = generate(provider, "--via", "batch");
            assertEquals(3, run.exit(), run.err());
            assertTrue(run.err().contains("batch batch_1 was refused: Enqueued token limit reached"), run.err());
            assertEquals(0, generate(provider, "--via", "batch").exit());
            assertEquals(liveSheet, sheet());
        }
    }

    @Test
    void anEndpointWithoutBatchesIsNamed() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(BatchRunTest::reply)) {
            CommandRun run = CommandRun.with(variables(endpoint.url()), args("--via", "batch"));
            assertEquals(3, run.exit(), run.err());
            assertTrue(run.err().contains("has no batches"), run.err());
            assertEquals(List.of(), endpoint.history());
        }
    }

    @Test
    void aBatchWhoseReceiptIsLostIsNotSentAgain() throws IOException {
        AtomicBoolean isLost = new AtomicBoolean();
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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
    void twoRunsSendEachCallOnce() throws Exception {
        twoRuns(store().toString());
    }

    @Test
    void twoRunsWithAStoreOnAServerDoSoToo() throws Exception {
        twoRuns(PostgresServer.shared().url("batches"));
    }

    private void twoRuns(String store) throws Exception {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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
            assertEquals(liveSheet, Files.readString(folder.resolve("sheet0.md")));
            assertEquals(liveSheet, Files.readString(folder.resolve("sheet1.md")));
            CommandRun stats = CommandRun.of("store", "stats", "--store", store);
            assertTrue(stats.out().contains(": 16 replies"), stats.out());
        }
    }

    @Test
    void aLiveRunIsToldOfBatches() throws IOException {
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
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
        try (FakeBatchProvider provider = new FakeBatchProvider(BatchRunTest::reply)) {
            CommandRun run = generate(provider, "--via", "batch", "--batch-size", "7");
            assertEquals(0, run.exit(), run.err());
            assertEquals(List.of(7, 7, 1), sizes(provider).subList(0, 3));
            assertEquals(16, replies());
            assertEquals(liveSheet, sheet());
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
                List.of("--via", "batch", "--replay", ProjectFiles.SAMPLE_REPLIES.toString()),
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

    @Test
    void filesAreCarriedToAServerAndBack() throws IOException {
        Path calls = folder.resolve("calls.jsonl");
        CommandRun drafts = elsewhere("--export", calls.toString());
        assertEquals(4, drafts.exit(), drafts.err());
        assertTrue(drafts.err().contains("15 calls written to " + calls), drafts.err());
        Path results = answered(calls, "results-1.jsonl", BatchRunTest::reply);
        // Of another job, and one that failed.
        Files.writeString(
                results,
                Files.readString(results).replaceFirst("\"status_code\":200", "\"status_code\":503")
                        + "{\"custom_id\":\"other\",\"response\":{\"status_code\":200,\"body\":{\"choices\":[{\"message\":{}}]}}}\n");
        CommandRun first = elsewhere("--import", results.toString());
        assertEquals(4, first.exit(), first.err());
        assertTrue(first.err().contains("1 result left out"), first.err());
        assertTrue(first.err().contains("2 calls without a reply, 1 of them failed (HTTP 503"), first.err());
        CommandRun rest = elsewhere(
                "--import",
                results.toString(),
                "--export",
                folder.resolve("more").toString());
        assertEquals(4, rest.exit(), rest.err());
        Path more = folder.resolve("more/requests-001.jsonl");
        assertEquals(2, Files.readAllLines(more).size());
        CommandRun done = elsewhere(
                "--import",
                answered(more, "results-2.jsonl", BatchRunTest::reply).toString(),
                "--import",
                results.toString());
        assertEquals(0, done.exit(), done.err());
        assertEquals(liveSheet, sheet());
        assertEquals(16, replies());
    }

    @Test
    void aFileOfSomethingElseIsNamedWithItsLine() throws IOException {
        Path results = Files.writeString(folder.resolve("notes.jsonl"), "\nthese are my notes\n");
        CommandRun run = elsewhere("--import", results.toString());
        assertEquals(2, run.exit());
        assertTrue(run.err().contains(results + ":2:1: is no result of a batch"), run.err());
    }

    @Test
    void requestsInFilesAreThoseOnTheWire() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(BatchRunTest::reply)) {
            for (String[] limit : new String[][] {{}, {"--max-output", "5000"}, {"--max-tokens", "9000000"}}) {
                List<String> options = new ArrayList<>(List.of("--only", "1", "--max-repairs", "0", "--fresh"));
                Collections.addAll(options, limit);
                Path calls = folder.resolve("calls.jsonl");
                List<String> exporting = new ArrayList<>(options);
                exporting.addAll(List.of("--export", calls.toString()));
                assertEquals(
                        4,
                        CommandRun.with(variables(endpoint.url()), args(exporting.toArray(String[]::new)))
                                .exit());
                assertEquals(
                        0,
                        CommandRun.with(variables(endpoint.url()), args(options.toArray(String[]::new)))
                                .exit());
                Request live = endpoint.history().get(endpoint.history().size() - 1);
                JsonNode file = JSON.readTree(Files.readString(calls)).path("body");
                for (String name : List.of("model", "messages", "max_tokens", "max_completion_tokens")) {
                    assertEquals(live.body().path(name), file.path(name), name);
                }
                List<String> known = new ArrayList<>();
                live.body().fieldNames().forEachRemaining(known::add);
                known.removeAll(List.of("model", "messages", "max_tokens", "stream"));
                assertEquals(List.of(), known, "nothing else is on the wire");
            }
        }
    }

    private static Response reply(Request request) {
        String whole = SampleReplies.of(request.question());
        return Response.reply(
                request.question() == 2 && request.isDraft()
                        ? SampleReplies.without(whole, "Common Pitfalls")
                        : request.isRepair() ? SampleReplies.sections(whole, request.labels()) : whole);
    }

    private String sheet() throws IOException {
        return Files.readString(folder.resolve("sheet.md"));
    }

    private long replies() {
        String stats =
                CommandRun.of("store", "stats", "--store", store().toString()).out();
        String count = stats.substring(stats.lastIndexOf(": ") + 2, stats.lastIndexOf(" repl"));
        return Long.parseLong(count);
    }

    private static List<Integer> sizes(FakeBatchProvider provider) {
        return provider.batches().stream().map(b -> b.requests().size()).toList();
    }

    private Path answered(Path calls, String name, Function<Request, Response> script) throws IOException {
        return Files.writeString(folder.resolve(name), FakeBatchProvider.results(Files.readAllLines(calls), script));
    }

    private CommandRun generate(FakeBatchProvider provider, String... more) {
        return CommandRun.with(variables(provider.url()), args(more));
    }

    private CommandRun elsewhere(String... more) {
        return CommandRun.with(Map.of("PATH", System.getenv("PATH"), "XDG_CACHE_HOME", cache.toString()), args(more));
    }

    private CommandRun batch(FakeBatchProvider provider, String... words) {
        List<String> args = new ArrayList<>(List.of("batch"));
        Collections.addAll(args, words);
        Collections.addAll(args, "--store", store().toString());
        return CommandRun.with(variables(provider.url()), args.toArray(String[]::new));
    }

    private String[] args(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "generate",
                ProjectFiles.SAMPLE_QUIZ.toString(),
                // So that requests are in the order of the questions.
                "--concurrency",
                "1"));
        if (!List.of(more).contains("-o")) {
            Collections.addAll(args, "-o", folder.resolve("sheet.md").toString());
        }
        if (!List.of(more).contains("--store")) {
            Collections.addAll(args, "--store", store().toString());
        }
        Collections.addAll(args, more);
        return args.toArray(String[]::new);
    }

    private static Map<String, String> variables(String url) {
        return Map.of(
                "OPENAI_BASE_URL",
                url,
                "OPENAI_API_KEY",
                KEY,
                "PATH",
                System.getenv("PATH"),
                "XDG_CACHE_HOME",
                cache.toString());
    }

    private Path store() {
        return folder.resolve("calls.db");
    }
}
