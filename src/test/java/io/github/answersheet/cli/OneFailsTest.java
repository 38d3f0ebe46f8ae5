package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.llm.FaultyEndpoint;
import io.github.answersheet.llm.FaultyEndpoint.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a bank of quizzes one fails, in whatever way: the others have their sheets, and the failure is named. */
class OneFailsTest {

    private static final Pattern NUMBER = Pattern.compile("What is idea (\\d+)\\?");

    @TempDir
    private Path folder;

    @Test
    void aQuizWhoseOnlyQuestionIsRefused() throws IOException {
        bank(4);
        AtomicBoolean healed = new AtomicBoolean();
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(r -> !healed.get() && number(r.user()) == 2 ? refused() : reply(r.user()))) {
            for (int start = 1; start <= 2; start++) {
                CommandRun run = generate(endpoint.url());
                assertEquals(1, run.exit(), run.err());
                assertTrue(run.err().contains("answer 1 of " + quiz(2) + ": no reply"), run.err());
                assertTrue(sheet(2).contains("> **Needs review.**") && sheet(2).contains("not this one"), sheet(2));
                for (int other : List.of(1, 3, 4)) {
                    assertFalse(sheet(other).contains("Needs review"), sheet(other));
                }
            }
            healed.set(true);
            assertEquals(0, generate(endpoint.url()).exit());
            assertFalse(sheet(2).contains("Needs review"));
        }
    }

    @Test
    void aSheetWithoutOneAnswerReplacesNone() throws IOException {
        bank(2);
        Files.createDirectories(target(2).getParent());
        Files.writeString(target(2), "written by hand\n");
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(r -> number(r.user()) == 2 ? refused() : reply(r.user()))) {
            CommandRun run = generate(endpoint.url(), "--quiet");
            assertEquals(2, run.exit(), run.err() + run.out());
            assertEquals("written by hand\n", sheet(2));
            assertTrue(run.err().contains(target(2) + ": is there and holds no answer"), run.err());
            assertTrue(Files.exists(target(1)), "the other quiz has its sheet");
        }
    }

    @Test
    void aStreamKeepsNoAnswerOfAnEarlierRun() throws IOException {
        Path two = Files.writeString(folder.resolve("two.md"), "1. What is idea 1?\n\n2. What is idea 2?\n");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> refused())) {
            CommandRun run = CommandRun.with(
                    variables(endpoint.url()),
                    "generate",
                    two.toString(),
                    "--only",
                    "1",
                    "-o",
                    "/dev/stdout",
                    "--store",
                    "none");
            assertEquals(3, run.exit(), run.err());
        }
    }

    @Test
    void aQuizThatCannotBeReadWhenItsTurnComes() throws IOException {
        bank(4);
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            write(quiz(3), new byte[] {'#', (byte) 0xff});
            return reply(r.user());
        })) {
            CommandRun run = generate(endpoint.url(), "--concurrency", "1");
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("no sheet: " + quiz(3) + ": is not valid UTF-8"), run.err());
            assertTrue(Files.exists(target(1)) && Files.exists(target(2)) && Files.exists(target(4)));
            assertFalse(Files.exists(target(3)));
        }
    }

    @Test
    void aSheetThatFindsNoSpace() throws Exception {
        bank(4);
        // Its sheet is longer than any file may be here.
        Files.writeString(quiz(2), Files.readString(quiz(2)) + "\n    " + "word ".repeat(100_000) + "\n");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> reply(r.user()))) {
            List<String> args = new ArrayList<>(args());
            Collections.addAll(args, "--store", "none", "--report", report().toString());
            Process limited = CommandProcess.start(
                    folder,
                    variables(endpoint.url()),
                    List.of("bash", "-c", "ulimit -f 300; exec \"$@\"", "limited"),
                    args.toArray(String[]::new));
            assertTrue(limited.waitFor(2, TimeUnit.MINUTES));
            String said = Files.readString(folder.resolve("err"));
            assertEquals(4, limited.exitValue(), said);
            assertTrue(said.contains("no sheet: " + quiz(2) + ": " + target(2) + ": cannot be written"), said);
            assertFalse(said.contains("\tat "), said);
            assertTrue(Files.exists(target(1)) && Files.exists(target(3)) && Files.exists(target(4)));
            assertFalse(Files.exists(target(2)));
            CommandRun again = generate(endpoint.url());
            assertEquals(0, again.exit(), again.err());
            assertTrue(Files.exists(target(2)));
        }
    }

    @Test
    void aReportThatFindsNoSpaceIsNamedWhenTheSheetsAreWritten() throws IOException {
        bank(3);
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> reply(r.user()))) {
            CommandRun run = generate(endpoint.url(), "--report", full.toString());
            assertEquals(4, run.exit(), run.err());
            assertTrue(run.err().contains(full + ": cannot be written: No space left on device"), run.err());
            assertTrue(Files.exists(target(1)) && Files.exists(target(2)) && Files.exists(target(3)));
        }
    }

    @Test
    void aModelThatSpendsItsLimitOnReasoningCostsTwoCalls() throws IOException {
        bank(2);
        for (String thoughts : List.of("", "<think>Let me see. ## Answer 1: Idea")) {
            for (String[] more : new String[][] {{}, {"--max-output", "400"}, {"--draft-by", "section"}}) {
                try (ScriptedEndpoint endpoint = new ScriptedEndpoint(
                        r -> number(r.user()) == 2 ? Response.reply(thoughts, "length") : reply(r.user()))) {
                    List<String> args = new ArrayList<>(List.of(more));
                    args.add("--fresh");
                    CommandRun run = generate(endpoint.url(), args.toArray(String[]::new));
                    assertEquals(1, run.exit(), run.err());
                    long calls = endpoint.history().stream()
                            .filter(r -> number(r.user()) == 2)
                            .count();
                    assertEquals(2, calls, run.err());
                    assertTrue(run.err().contains("raise --max-output"), run.err());
                    assertTrue(sheet(2).contains("raise --max-output"), sheet(2));
                }
            }
        }
    }

    /** Each fault meets one quiz of forty, every time that it is asked for. */
    @Test
    void everyFaultOfAnEndpoint() throws IOException {
        bank(40);
        Map<String, Fault> faults = faults();
        List<String> names = List.copyOf(faults.keySet());
        AtomicBoolean healed = new AtomicBoolean();
        try (FaultyEndpoint endpoint = new FaultyEndpoint((count, body) -> {
            int number = number(body);
            return healed.get() || number > names.size() ? fine(body) : faults.get(names.get(number - 1));
        })) {
            CommandRun run = generate(endpoint.url(), "--attempts", "2", "--timeout", "1");
            assertEquals(1, run.exit(), run.err());
            assertFalse(run.err().contains("\tat "), run.err());
            for (int number = 1; number <= 40; number++) {
                boolean isFaulty = number <= names.size();
                assertEquals(isFaulty, sheet(number).contains("Needs review"), number + ": " + sheet(number));
                assertEquals(isFaulty, run.err().contains("answer 1 of " + quiz(number) + ": "), run.err());
            }
            healed.set(true);
            CommandRun again = generate(endpoint.url(), "--only", "failed");
            assertEquals(0, again.exit(), again.err());
            assertFalse(sheet(1).contains("Needs review"));
        }
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (int status : new int[] {400, 408, 409, 413, 422, 425, 429, 500, 502, 503, 504}) {
            faults.put("HTTP " + status, FaultyEndpoint.status(status, "Retry-After: 0\r\n", "{\"error\":\"no\"}"));
        }
        faults.put("silence", FaultyEndpoint.silence());
        faults.put("a stalled body", FaultyEndpoint.stalledBody());
        faults.put("a reset", FaultyEndpoint.reset());
        faults.put("a cut body", FaultyEndpoint.cut());
        faults.put("a page", FaultyEndpoint.status(200, "", "<html>log in</html>"));
        faults.put("nothing", FaultyEndpoint.status(200, "", ""));
        faults.put("half of it", FaultyEndpoint.status(200, "", "{\"choices\":[{"));
        faults.put("no choices", FaultyEndpoint.status(200, "", "{\"choices\":[]}"));
        faults.put("an error in its place", FaultyEndpoint.status(200, "", "{\"error\":{\"message\":\"busy\"}}"));
        faults.put("no text", FaultyEndpoint.fine("null", "\"fine\""));
        faults.put("a few words", FaultyEndpoint.fine());
        faults.put("cut off", FaultyEndpoint.fine("length", "stop"));
        return faults;
    }

    private static Fault fine(String body) {
        return FaultyEndpoint.status(200, "", reply(body).body());
    }

    private static Response reply(String asked) {
        return Response.reply(RecordedReplies.of(1).replaceFirst("Answer 1:", "Answer 1: Idea " + number(asked) + ","));
    }

    private static Response refused() {
        return Response.error(400, "not this one");
    }

    private static int number(String asked) {
        Matcher number = NUMBER.matcher(asked);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private void bank(int quizzes) throws IOException {
        for (int quiz = 1; quiz <= quizzes; quiz++) {
            Files.createDirectories(quiz(quiz).getParent());
            Files.writeString(
                    quiz(quiz), "# Quiz " + quiz + "\n\n## Conceptual Questions\n\n1. What is idea " + quiz + "?\n");
        }
    }

    private Path quiz(int number) {
        return folder.resolve("bank/unit-%02d.md".formatted(number));
    }

    private Path target(int number) {
        return folder.resolve("sheets/unit-%02d.answers.md".formatted(number));
    }

    private String sheet(int number) throws IOException {
        return Files.readString(target(number));
    }

    private Path report() {
        return folder.resolve("report.json");
    }

    private List<String> args() {
        return List.of(
                "generate",
                folder.resolve("bank").toString(),
                "-o",
                folder.resolve("sheets").toString());
    }

    private static Map<String, String> variables(String url) {
        return Map.of("OPENAI_BASE_URL", url, "ANSWERSHEET_NO_RUN", "true", "PATH", System.getenv("PATH"));
    }

    private CommandRun generate(String url, String... more) {
        List<String> args = new ArrayList<>(args());
        Collections.addAll(args, "--store", folder.resolve("calls.db").toString());
        Collections.addAll(args, more);
        return CommandRun.with(variables(url), args.toArray(String[]::new));
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
