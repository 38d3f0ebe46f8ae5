package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.process.OwnThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that keep what they paid for. */
@Tag("java")
class StoredRunTest {

    private static final String KEY = "sk-very-secret-0123456789";
    private static final int CONCURRENCY = 8;

    @TempDir
    private Path folder;

    @Test
    void whatWasPaidForIsNotPaidForAgain() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(
                r.question() == 2 && r.isDraft()
                        ? RecordedReplies.without(RecordedReplies.of(2), "Common Pitfalls")
                        : RecordedReplies.of(r.question())))) {
            CommandRun first =
                    generate(endpoint, "--report", folder.resolve("r.json").toString());
            assertEquals(0, first.exit(), first.err());
            assertEquals(16, endpoint.history().size());
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store())));
            }
            byte[] sheet = Files.readAllBytes(folder.resolve("sheet.md"));
            CommandRun second = generate(
                    endpoint,
                    "--overwrite",
                    "--report",
                    folder.resolve("r.json").toString());
            assertEquals(0, second.exit(), second.err());
            assertEquals(16, endpoint.history().size());
            assertArrayEquals(sheet, Files.readAllBytes(folder.resolve("sheet.md")));
            assertEquals(
                    "store",
                    new JsonMapper()
                            .readTree(folder.resolve("r.json").toFile())
                            .at("/quizzes/0/answers/1/attempts/1/origin")
                            .asText());
            assertEquals(0, generate(endpoint, "--fresh").exit());
            assertEquals(32, endpoint.history().size());
            // Another model is another call.
            assertEquals(
                    0,
                    generate(endpoint, "--model", "other", "--only", "1", "--overwrite")
                            .exit());
            assertEquals(33, endpoint.history().size());
        }
        CommandRun stats = CommandRun.of("store", "stats", "--store", store().toString());
        assertTrue(stats.out().contains("33 replies"), stats.out());
        CommandRun verify = CommandRun.of("store", "verify", "--store", store().toString());
        assertEquals(0, verify.exit(), verify.out());
        CommandRun show = CommandRun.of("store", "show", aKey(), "--store", store().toString());
        assertTrue(
                show.out().contains("\"system\":\"You are an experienced instructor"),
                "the system message is kept once and printed whole");
        assertTrue(show.out().contains("## Answer "), show.out());
        CommandRun dry =
                CommandRun.of("store", "prune", "--older-than", "0", "--dry-run", "--store", store().toString());
        assertTrue(dry.out().contains("33 would go"), dry.out());
        assertEquals(
                0,
                CommandRun.of("store", "prune", "--older-than", "1", "--store", store().toString())
                        .exit());
        assertNoKey();
    }

    @Test
    void whatComesFromTheStoreIsNotToldAsSpentAgain() throws IOException {
        Path report = folder.resolve("r.json");
        String[] words = {
            "--overwrite", "--only", "1", "--price-in", "1000", "--price-out", "1000", "--report", report.toString()
        };
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            CommandRun first = generate(endpoint, words);
            assertTrue(first.err().contains("; tokens 100 in (0 cached), 50 out, 0.15 money\n"), first.err());
            assertEquals(0.15, total(report, "spent"));
            CommandRun list = CommandRun.of("store", "list", "--store", store().toString());
            assertEquals(2, list.out().lines().count(), list.out());
            String key = list.out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
            assertEquals(
                    0,
                    CommandRun.of("store", "show", key, "--store", store().toString())
                            .exit());
            CommandRun second = generate(endpoint, words);
            assertEquals(1, endpoint.history().size());
            assertTrue(second.err().contains("; 1 call from the store (0.15 money when made)\n"), second.err());
            assertFalse(second.err().contains("tokens 100"), second.err());
            assertEquals(0.15, total(report, "cost"));
            assertEquals(0, total(report, "spent"));
        }
    }

    private static double total(Path report, String name) throws IOException {
        return new JsonMapper()
                .readTree(report.toFile())
                .path("totals")
                .path(name)
                .asDouble(-1);
    }

    @Test
    void repliesThatAreOfNoUseAreKeptAsWell() throws IOException {
        try (ScriptedEndpoint endpoint =
                new ScriptedEndpoint(r -> r.question() == 1 ? Response.refusal("no") : Response.reply("", "length"))) {
            assertEquals(
                    1, generate(endpoint, "--only", "1-2", "--max-repairs", "0").exit());
            int calls = endpoint.history().size();
            assertEquals(
                    1, generate(endpoint, "--only", "1-2", "--max-repairs", "0").exit());
            assertEquals(calls, endpoint.history().size());
        }
    }

    @Test
    void aRunThatTheEndpointStoppedGoesOn() throws IOException {
        int[] calls = new int[1];
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            synchronized (calls) {
                return ++calls[0] == 8
                        ? Response.error(401, "expired " + KEY)
                        : Response.reply(RecordedReplies.of(r.question()));
            }
        })) {
            CommandRun stopped = generate(endpoint, "--concurrency", "1");
            assertEquals(3, stopped.exit(), stopped.err());
            assertFalse(Files.exists(folder.resolve("sheet.md")));
            CommandRun goneOn = generate(endpoint, "--concurrency", "1");
            assertEquals(0, goneOn.exit(), goneOn.err());
            assertEquals(16, endpoint.history().size());
            assertFalse((stopped.err() + goneOn.err()).contains(KEY));
        }
    }

    @Test
    void twoRunsOnOneStorePayOnce() throws Exception {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            pause(20);
            return Response.reply(RecordedReplies.of(r.question()));
        })) {
            List<CompletableFuture<CommandRun>> runs = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> CommandRun.with(variables(endpoint), args(folder.resolve("sheet" + i + ".md"))),
                            OwnThread.named("run " + i)))
                    .toList();
            for (CompletableFuture<CommandRun> run : runs) {
                assertEquals(0, run.get(2, TimeUnit.MINUTES).exit(), run.get().err());
            }
            assertEquals(15, endpoint.history().size());
            assertEquals(Files.readString(folder.resolve("sheet0.md")), Files.readString(folder.resolve("sheet1.md")));
        }
    }

    @Test
    void whatIsNoStoreIsRefusedAndLeftAlone() throws Exception {
        Path text = Files.writeString(folder.resolve("text.db"), "these are my notes, keep them please");
        Path foreign = database("foreign.db", "CREATE TABLE mine (x)");
        Path newer = database(
                "newer.db", "PRAGMA application_id = " + 0x616e7377, "PRAGMA user_version = 99", "CREATE TABLE t (x)");
        Path torn = folder.resolve("torn.db");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            assertEquals(0, generate(endpoint).exit());
            byte[] whole = Files.readAllBytes(store());
            Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 3));
            Path garbled = folder.resolve("garbled.db");
            byte[] noise = whole.clone();
            new Random(7).ints(4_000, 100, noise.length).forEach(i -> noise[i] ^= 0x5a);
            Files.write(garbled, noise);
            Map<Path, String> said = new HashMap<>();
            for (Path file : List.of(text, foreign, newer, torn, garbled, folder)) {
                byte[] before = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
                CommandRun run = generate(endpoint, "--store", file.toString());
                said.put(file, run.err());
                assertTrue(run.exit() == 2 || run.exit() == 3, file + " " + run.exit() + " " + run.err());
                assertTrue(run.err().contains(file.toString()), run.err());
                assertFalse(run.err().contains("\tat "), run.err());
                if (!Files.isDirectory(file)) {
                    assertArrayEquals(before, Files.readAllBytes(file), file.toString());
                }
            }
            assertTrue(said.get(newer).contains("newer answersheet"), said.get(newer));
            assertEquals(15, endpoint.history().size(), "nothing was called");
        }
    }

    /** A file that says it is a store of ours, with something added or in the place of something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON call BEGIN UPDATE call SET text = 'rm -rf' WHERE key = NEW.key; END",
                "CREATE TRIGGER t BEFORE DELETE ON claim BEGIN SELECT RAISE(IGNORE); END",
                "CREATE VIEW v AS SELECT * FROM call",
                "ALTER TABLE intent RENAME TO i; CREATE VIEW intent AS SELECT * FROM i",
                "DROP TABLE intent; CREATE TABLE intent (key TEXT, owner TEXT, job TEXT, begun BIGINT)",
                "ALTER TABLE call ADD COLUMN more TEXT DEFAULT ''",
                "CREATE INDEX i ON call (lower(text))",
                "DROP INDEX call_job; CREATE INDEX call_job ON call (job, upper(text))",
                "CREATE TABLE mine (x)"
            })
    void aStoreThatSomebodyPreparedIsRefused(String change) throws Exception {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            assertEquals(0, generate(endpoint, "--only", "1").exit());
            database("calls.db", change.split("; (?!END)"));
            byte[] before = Files.readAllBytes(store());
            CommandRun run = generate(endpoint);
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("holds what no store of answersheet has"), run.err());
            assertArrayEquals(before, Files.readAllBytes(store()));
            assertEquals(1, endpoint.history().size(), "nothing was called");
        }
    }

    @Test
    void aTriggerThatComesLaterChangesNothing() throws Exception {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            try {
                database(
                        "calls.db",
                        "CREATE TRIGGER IF NOT EXISTS t AFTER INSERT ON call BEGIN UPDATE call SET text = 'other'; END");
                return Response.reply(RecordedReplies.of(r.question()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        })) {
            CommandRun run = generate(endpoint, "--concurrency", "1");
            assertEquals(3, run.exit(), run.err());
            assertFalse(run.err().contains("\tat "), run.err());
        }
    }

    @Test
    void aFewKills() throws Exception {
        killed(60, 4);
    }

    @Test
    @Tag("campaign")
    void fiftyKills() throws Exception {
        killed(500, 50);
    }

    /** Runs the program as a process of its own, kills it at random moments and starts it again until it is done. */
    private void killed(int questions, int kills) throws Exception {
        Path quiz = Files.writeString(
                folder.resolve("quiz.md"),
                "# Quiz\n\n## Conceptual Questions\n\n"
                        + IntStream.rangeClosed(1, questions)
                                .mapToObj(i -> i + ". What is concept number " + i + " of scripting?\n\n")
                                .collect(Collectors.joining()));
        Random random = new Random(questions);
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            pause(150);
            return Response.reply(replyTo(r));
        })) {
            int done = 0;
            for (int kill = 0; kill < kills; kill++) {
                Process process = start(endpoint, quiz, "sheet.md");
                if (process.waitFor(900 + random.nextInt(1_200), TimeUnit.MILLISECONDS)) {
                    done++;
                } else {
                    process.destroyForcibly().waitFor();
                }
            }
            Process last = start(endpoint, quiz, "sheet.md");
            assertTrue(last.waitFor(5, TimeUnit.MINUTES));
            assertEquals(0, last.exitValue(), Files.readString(folder.resolve("err")));
            long distinct = endpoint.history().stream()
                    .map(Request::question)
                    .distinct()
                    .count();
            int calls = endpoint.history().size();
            System.out.println(questions + " questions, " + (kills - done) + " kills: " + calls + " calls");
            assertEquals(questions, distinct);
            assertTrue(calls <= questions + (kills - done) * CONCURRENCY, calls + " calls");
            String sheet = Files.readString(folder.resolve("sheet.md"));
            Files.delete(store());
            Process whole = start(endpoint, quiz, "whole.md");
            assertTrue(whole.waitFor(5, TimeUnit.MINUTES));
            assertEquals(Files.readString(folder.resolve("whole.md")), sheet);
        }
        assertEquals(
                0,
                CommandRun.of("store", "verify", "--store", store().toString()).exit());
    }

    @Test
    void aFullDiskIsNamedAndTheRunGoesOn() throws Exception {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            // No file of more than 150 KiB, as if there were no more space.
            Process limited = process(
                    endpoint,
                    List.of("bash", "-c", "ulimit -f 150; exec \"$@\"", "limited"),
                    ProjectFiles.RECORDED_QUIZ,
                    "sheet.md");
            assertTrue(limited.waitFor(2, TimeUnit.MINUTES));
            String said = Files.readString(folder.resolve("err"));
            assertEquals(3, limited.exitValue(), said);
            assertTrue(said.contains(store() + ": the store cannot be used"), said);
            assertFalse(said.contains("\tat "), said);
            int before = endpoint.history().size();
            CommandRun run = generate(endpoint);
            assertEquals(0, run.exit(), run.err());
            assertTrue(endpoint.history().size() <= 15 + CONCURRENCY + before - 1, "what was stored is used");
            assertEquals(
                    0,
                    CommandRun.of("store", "verify", "--store", store().toString())
                            .exit());
        }
    }

    private String aKey() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT key, (SELECT COUNT(*) FROM system_message), MAX(LENGTH(call)) FROM call")) {
            row.next();
            assertEquals(4, row.getInt(2), "one for each category");
            assertTrue(row.getInt(3) < 5_000, "calls are short");
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String replyTo(Request request) {
        return RecordedReplies.of(1 + request.question() % 4)
                .replaceFirst("## Answer \\d+: ", "## Answer " + request.question() + ": ");
    }

    private Process start(ScriptedEndpoint endpoint, Path quiz, String sheet) throws IOException {
        return process(endpoint, List.of(), quiz, sheet);
    }

    private Process process(ScriptedEndpoint endpoint, List<String> before, Path quiz, String sheet)
            throws IOException {
        return CommandProcess.start(
                folder,
                variables(endpoint),
                before,
                "generate",
                quiz.toString(),
                "-o",
                folder.resolve(sheet).toString(),
                "--quiet",
                "--store",
                store().toString());
    }

    private CommandRun generate(ScriptedEndpoint endpoint, String... more) {
        List<String> args = new ArrayList<>(List.of(args(folder.resolve("sheet.md"))));
        if (List.of(more).contains("--store")) {
            args.subList(args.size() - 2, args.size()).clear();
        }
        Collections.addAll(args, more);
        return CommandRun.with(variables(endpoint), args.toArray(String[]::new));
    }

    private String[] args(Path sheet) {
        return new String[] {
            "generate", ProjectFiles.RECORDED_QUIZ.toString(), "-o", sheet.toString(), "--store", store().toString()
        };
    }

    private static Map<String, String> variables(ScriptedEndpoint endpoint) {
        return Map.of(
                "OPENAI_BASE_URL",
                endpoint.url(),
                "OPENAI_API_KEY",
                KEY,
                "ANSWERSHEET_NO_RUN",
                "true",
                "PATH",
                System.getenv("PATH"));
    }

    private Path store() {
        return folder.resolve("calls.db");
    }

    private Path database(String name, String... statements) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return file;
    }

    private void assertNoKey() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(KEY), file.toString());
            }
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
