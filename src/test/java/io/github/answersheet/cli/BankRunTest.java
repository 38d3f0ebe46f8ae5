package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.PublishedSchemas;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over several quizzes: what they leave behind, what they may spend, how they end and go on. */
@Tag("java")
class BankRunTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void bank() throws IOException {
        for (int quiz = 1; quiz <= 3; quiz++) {
            StringBuilder text = new StringBuilder("# Quiz " + quiz + "\n\n## Conceptual Questions\n");
            for (int question = 1; question <= 4; question++) {
                text.append("\n").append(question).append(". What is idea ").append(question);
                text.append(" of quiz ").append(quiz).append("?\n");
            }
            Path file = folder.resolve("bank/unit-" + quiz + "/quiz.md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        Files.writeString(folder.resolve("bank/notes.md"), "Nothing is asked here.\n");
    }

    @Test
    void eachSheetIsWrittenAndFoldersAreMirrored() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(replyTo(r)))) {
            CommandRun run =
                    generate(endpoint, "--report", folder.resolve("r.json").toString());
            assertEquals(0, run.exit(), run.err());
            assertEquals(12, endpoint.history().size());
            assertTrue(run.err().contains("skipped"), run.err());
            for (int quiz = 1; quiz <= 3; quiz++) {
                assertTrue(sheet(quiz).contains("What is idea 4 of quiz " + quiz + "?"));
            }
        }
        JsonNode report = new JsonMapper().readTree(folder.resolve("r.json").toFile());
        assertEquals(List.of(), PublishedSchemas.problems("report-1", report.toString()));
        assertEquals(12, report.at("/totals/answers").asInt());
        assertEquals(3, report.at("/quizzes").size());
        assertFalse(Files.exists(folder.resolve("r.json.part")));
    }

    @Test
    void aLargeBankEndsWithASummaryAndNamesOnlyWhatNeedsAttention() throws IOException {
        for (int quiz = 4; quiz <= 40; quiz++) {
            Path file = folder.resolve("bank/unit-" + quiz + "/quiz.md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "# Quiz " + quiz + "\n\n1. What is idea 1 of quiz " + quiz + "?\n");
        }
        String[] words = {"--max-repairs", "0", "--price-in", "1000", "--price-out", "1000", "--currency", "EUR"};
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(r -> Response.reply(isAbout(r, 2, 3) ? "I would rather not." : replyTo(r)))) {
            CommandRun run = generate(endpoint, words);
            assertEquals(1, run.exit(), run.err());
            assertEquals(49, endpoint.history().size());
            assertTrue(run.err().contains("""
                    Summary
                      sheets        40 written
                      answers       49 new
                      to review     1 answer
                                    %s: 3
                      calls         49 now
                      tokens        4900 in (0 cached), 2450 out
                      spent now     7.35 EUR
                    """.formatted(folder.resolve("bank/unit-2/quiz.md"))), run.err());
            assertTrue(run.err().contains("  next          answersheet render " + folder.resolve("sheets") + "\n"));
            assertTrue(run.err().lines().count() < 25, run.err());
            CommandRun again = generate(endpoint, "--fresh", "--only", "2", "--verbose");
            assertTrue(
                    again.err()
                                    .lines()
                                    .filter(line -> line.contains(" 1 answer, "))
                                    .count()
                            >= 3,
                    again.err());
            CommandRun stored = generate(endpoint, join(words, "--overwrite", "--only", "1"));
            assertTrue(stored.err().contains("  calls         40 reused from the store\n"), stored.err());
            assertTrue(stored.err().contains("  spent now     0.00 EUR\n"), stored.err());
            assertTrue(stored.err().contains("  spent before  6.00 EUR, for 40 replies from the store"), stored.err());
        }
    }

    private static String[] join(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        Collections.addAll(all, more);
        return all.toArray(String[]::new);
    }

    @Test
    void aQuestionThatFailsStopsNothingAndIsNamed() throws IOException {
        AtomicBoolean healed = new AtomicBoolean();
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> !healed.get() && isAbout(r, 2, 3)
                ? Response.error(400, "I do not like this question")
                : Response.reply(replyTo(r)))) {
            CommandRun run =
                    generate(endpoint, "--report", folder.resolve("r.json").toString());
            assertEquals(1, run.exit(), run.err());
            assertTrue(sheet(2).contains("> **Needs review.**"), sheet(2));
            assertTrue(sheet(2).contains("I do not like this question"), sheet(2));
            assertTrue(sheet(3).contains("What is idea 4 of quiz 3?"));
            JsonNode report = new JsonMapper().readTree(folder.resolve("r.json").toFile());
            assertEquals(1, report.at("/totals/failed").asInt());
            healed.set(true);
            // The others come from the store.
            int before = endpoint.history().size();
            CommandRun again = generate(endpoint, "--only", "failed");
            assertEquals(0, again.exit(), again.err());
            assertEquals(before + 1, endpoint.history().size());
            assertFalse(sheet(2).contains("Needs review"));
        }
    }

    @Test
    void onlyFailedAsksAnewWhereTheRepliesWereOfNoUse() throws IOException {
        AtomicBoolean better = new AtomicBoolean();
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(
                r -> Response.reply(!better.get() && isAbout(r, 1, 2) ? "I would rather not." : replyTo(r)))) {
            assertEquals(1, generate(endpoint, "--max-repairs", "0").exit());
            better.set(true);
            assertEquals(1, generate(endpoint, "--max-repairs", "0").exit(), "what is kept is taken");
            assertEquals(12, endpoint.history().size());
            assertEquals(
                    0,
                    generate(endpoint, "--max-repairs", "0", "--only", "failed").exit());
            assertEquals(13, endpoint.history().size());
        }
    }

    @Test
    void aBudgetStopsBeforeTheCallThatCouldExceedItAndSurvivesARestart() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(replyTo(r)))) {
            CommandRun run = generate(endpoint, "--max-calls", "7");
            assertEquals(4, run.exit(), run.err());
            assertTrue(run.err().contains("--max-calls 7"), run.err());
            assertEquals(7, endpoint.history().size());
            assertEquals(4, generate(endpoint, "--max-calls", "7").exit());
            assertEquals(7, endpoint.history().size());
            assertEquals(4, generate(endpoint, "--max-calls", "9").exit());
            assertEquals(9, endpoint.history().size());
            CommandRun whole = generate(endpoint);
            assertEquals(0, whole.exit(), whole.err());
            assertEquals(12, endpoint.history().size());
        }
    }

    @Test
    void moneyAndTokensAreCountedWithWhatIsInFlight() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(replyTo(r)))) {
            // Each call comes to 150 tokens at the endpoint, and could come to some four thousand in and a thousand
            // out.
            CommandRun tokens = generate(endpoint, "--max-tokens", "5500", "--max-output", "1000");
            assertEquals(4, tokens.exit(), tokens.err());
            int calls = endpoint.history().size();
            assertTrue(calls >= 2 && calls < 12, calls + " calls");
            assertTrue(endpoint.history().stream().allMatch(r -> r.maxOutput() == 1_000));
            // A call costs 0.00012 and could cost a tenth of that limit.
            CommandRun money = generate(
                    endpoint, "--max-cost", "0.02", "--price-in", "1", "--price-out", "1", "--max-output", "2000");
            assertTrue(money.exit() == 0 || money.exit() == 4, money.err());
            CommandRun none =
                    generate(endpoint, "--fresh", "--max-cost", "0.0001", "--price-in", "1", "--price-out", "1");
            assertEquals(4, none.exit(), none.err());
            assertTrue(endpoint.history().stream().noneMatch(r -> r.maxOutput() == 16_384), "nothing was called");
            assertEquals(2, generate(endpoint, "--max-cost", "1").exit(), "no price is guessed");
        }
    }

    @Test
    void pricesMayStandInAFile() throws IOException {
        Path prices = Files.writeString(
                folder.resolve("prices.json"),
                "{\"gpt-4.1\": {\"in\": 2.00, \"out\": 8.00, \"cached\": 0.50},\n \"free\": {\"in\": 0, \"out\": 0}}");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(replyTo(r)))) {
            String report = folder.resolve("r.json").toString();
            CommandRun run = generate(
                    endpoint, "--price-file", prices.toString(), "--max-cost", "5", "--limit", "4", "--report", report);
            assertEquals(0, run.exit(), run.err());
            // Four calls, each 100 tokens in and 50 out.
            JsonNode told = new JsonMapper().readTree(folder.resolve("r.json").toFile());
            assertEquals(
                    4 * (100 * 2.0 + 50 * 8.0) / 1e6, told.at("/totals/cost").asDouble(), 1e-9);
            CommandRun unknown = generate(endpoint, "--price-file", prices.toString(), "--model", "other");
            assertEquals(2, unknown.exit());
            assertTrue(unknown.err().contains("no price of other; it has prices of: free, gpt-4.1"), unknown.err());
            Files.writeString(prices, "{\n  \"gpt-4.1\": {\"in\": 2.00,}\n}");
            CommandRun broken = generate(endpoint, "--price-file", prices.toString());
            assertEquals(2, broken.exit());
            assertTrue(broken.err().contains("prices.json:2:"), broken.err());
            assertEquals(
                    2,
                    generate(endpoint, "--price-file", prices.toString(), "--price-in", "1")
                            .exit());
            assertEquals(4, endpoint.history().size());
        }
    }

    @Test
    void aPatternStandsForTheQuizzesThatItMatches() throws IOException {
        Path pattern = folder.resolve("bank/unit-[13]/*.md");
        CommandRun run = CommandRun.of("inspect", pattern.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("unit-1") && run.out().contains("unit-3"), run.out());
        assertFalse(run.out().contains("/unit-2/"), run.out());
        CommandRun none =
                CommandRun.of("inspect", folder.resolve("bank/nothing-*.md").toString());
        assertEquals(2, none.exit());
        assertTrue(none.err().contains("no file matches it"), none.err());
        CommandRun wrong = CommandRun.of("inspect", folder.resolve("bank/[a.md").toString());
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("is no pattern"), wrong.err());
    }

    @Test
    void aTerminalGetsABarAndAFileGetsLines() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(replyTo(r)))) {
            CommandRun lines = generate(endpoint, "--fresh");
            assertTrue(lines.err().contains("[12/12] answer "), lines.err());
            assertFalse(lines.err().contains("\u001b"), lines.err());
            List<String> again = new ArrayList<>(args());
            again.add("--overwrite");
            for (String language : List.of("en_GB.UTF-8", "C")) {
                CommandRun bar = CommandRun.with(
                        Map.of(
                                "OPENAI_BASE_URL",
                                endpoint.url(),
                                "PATH",
                                System.getenv("PATH"),
                                "ANSWERSHEET_NO_RUN",
                                "true",
                                "LANG",
                                language,
                                ProgressDisplay.TERMINAL,
                                "100"),
                        again.toArray(String[]::new));
                assertEquals(0, bar.exit(), bar.err());
                assertTrue(bar.err().matches("(?s).*\r\u001b\\[Kanswers +\\d+%.*"), bar.err());
                assertTrue(bar.err().contains("under way"), bar.err());
                assertEquals(language.equals("C"), bar.err().chars().allMatch(c -> c < 128), bar.err());
                assertTrue(bar.err().endsWith("\r\u001b[K"), "the bar is taken away");
            }
            CommandRun quiet = generate(endpoint, "--quiet");
            assertEquals("", quiet.err());
        }
    }

    @Test
    void aLimitAndADeadlineEndARunThatGoesOn() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(replyTo(r)))) {
            CommandRun some = generate(endpoint, "--limit", "6");
            assertEquals(0, some.exit(), some.err());
            assertEquals(6, endpoint.history().size());
            assertTrue(Files.exists(target(1)));
            assertFalse(Files.exists(target(2)), "a sheet that is not through is not written");
            CommandRun late = generate(endpoint, "--deadline", "0s");
            assertEquals(4, late.exit(), late.err());
            assertEquals(6, endpoint.history().size());
            assertEquals(0, generate(endpoint, "--deadline", "1h").exit());
            assertEquals(12, endpoint.history().size());
            assertEquals(2, generate(endpoint, "--deadline", "soon").exit());
        }
    }

    @Test
    void aSignalEndsARunInSecondsAndSaysHowToGoOn() throws Exception {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            pause(r.question() > 2 ? 60_000 : 10);
            return Response.reply(replyTo(r));
        })) {
            // A child of a shell's background job ignores the signal, and so would this one.
            List<String> command = new ArrayList<>(List.of(
                    "python3",
                    "-c",
                    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])",
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.github.answersheet.cli.Main"));
            command.addAll(args());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(folder.resolve("err").toFile())
                    .redirectOutput(folder.resolve("out").toFile());
            builder.environment().putAll(Map.of("OPENAI_BASE_URL", endpoint.url()));
            Process process = builder.start();
            while (endpoint.history().size() < 8 && process.isAlive()) {
                Thread.sleep(20);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it ends");
            assertEquals(130, process.exitValue());
            String said = Files.readString(folder.resolve("err"));
            assertTrue(said.contains("interrupted; the same command goes on"), said);
            assertTrue(said.contains("Stopped before the end\n"), said);
            assertTrue(said.contains("in " + folder.resolve("calls.db") + "; nothing is paid for twice\n"), said);
            assertTrue(said.contains("  next          answersheet generate " + folder.resolve("bank")), said);
        }
    }

    private static boolean isAbout(Request request, int quiz, int question) {
        return request.question() == question
                && request.user().contains("idea " + question + " of quiz " + quiz + "?\n=");
    }

    private static String replyTo(Request request) {
        return RecordedReplies.of(request.question());
    }

    private List<String> args() {
        return List.of(
                "generate",
                folder.resolve("bank").toString(),
                "-o",
                folder.resolve("sheets").toString(),
                "--store",
                folder.resolve("calls.db").toString());
    }

    private CommandRun generate(ScriptedEndpoint endpoint, String... more) {
        List<String> args = new ArrayList<>(args());
        Collections.addAll(args, more);
        return CommandRun.with(
                Map.of("OPENAI_BASE_URL", endpoint.url(), "ANSWERSHEET_NO_RUN", "true", "PATH", System.getenv("PATH")),
                args.toArray(String[]::new));
    }

    private Path target(int quiz) {
        return folder.resolve("sheets/unit-" + quiz + "/quiz.answers.md");
    }

    private String sheet(int quiz) throws IOException {
        return Files.readString(target(quiz));
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
