package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.PostgresServer;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that are enqueued, answered by workers and collected: what comes out is what one machine would make. */
@Tag("java")
class ClusterTest {

    private static final String KEY = "sk-very-secret-0123456789";

    private static PostgresServer server;

    @TempDir
    private Path folder;

    private Path bank;

    @BeforeAll
    static void server() throws IOException {
        server = PostgresServer.shared();
    }

    @BeforeEach
    void bank() throws IOException {
        bank = folder.resolve("bank");
        for (int quiz = 1; quiz <= 2; quiz++) {
            StringBuilder text = new StringBuilder("# Quiz " + quiz + "\n\n## Conceptual Questions\n");
            for (int question = 1; question <= 4; question++) {
                text.append("\n").append(question).append(". What is idea ").append(question);
                text.append(" of quiz ").append(quiz).append("?\n");
            }
            Path file = bank.resolve("unit-" + quiz + "/quiz.md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        // One with code, of which the interpreter knows something.
        Files.createDirectories(bank.resolve("unit-3"));
        Files.copy(ProjectFiles.RECORDED_QUIZ, bank.resolve("unit-3/quiz.md"));
    }

    @Test
    void workersMakeWhatOneMachineMakes() throws Exception {
        String store = server.url("as_one");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(ClusterTest::withDefects)) {
            CommandRun alone =
                    run(endpoint, "generate", "--no-run", bank.toString(), "-o", out("alone"), "--store", file());
            assertEquals(1, alone.exit(), alone.err());
            int calls = endpoint.history().size();
            CommandRun enqueued =
                    run(endpoint, "enqueue", "--no-run", bank.toString(), "-o", out("sheets"), "--store", store);
            assertEquals(0, enqueued.exit(), enqueued.err());
            assertTrue(enqueued.out().contains("23 questions"), enqueued.out());
            assertEquals(calls, endpoint.history().size(), "nothing is called");
            CommandRun early = collect(endpoint, store);
            assertEquals(4, early.exit(), early.err());
            assertTrue(early.err().contains("4 of 4 questions are open"), early.err());
            CommandRun worked = worker(endpoint, store);
            assertEquals(0, worked.exit(), worked.err());
            assertEquals(2 * calls, endpoint.history().size());
            CommandRun collected = collect(endpoint, store, "--report", out("report.json"));
            assertEquals(1, collected.exit(), collected.err());
            assertEquals(2 * calls, endpoint.history().size(), "nothing is called");
            assertSameSheets();
            assertTrue(Files.readString(sheet("sheets", 2)).contains("Needs review"));
            CommandRun status = run(endpoint, "status", "--store", store, "--price-in", "1", "--price-out", "1");
            assertTrue(status.out().contains("23 of 23 questions, 1 need review, 0 failed"), status.out());
            assertTrue(status.out().contains(calls + " calls"), status.out());
            assertFalse((enqueued + worked.err() + collected + status).contains(KEY));
        }
    }

    @Test
    void workersReadAQuizByTheOutlineThatStoodBesideIt() throws Exception {
        String store = server.url("by_outline");
        Path quiz = Files.createDirectories(folder.resolve("oral")).resolve("quiz.md");
        // No rule finds a question in it.
        Files.writeString(
                quiz,
                "# An oral exam\n\nThe candidate names the listing command.\n\nThe candidate says what an inode is.\n");
        Files.writeString(
                quiz.resolveSibling("quiz.outline.json"),
                "{\"schema\": \"answersheet/outline/1\", \"questions\": [{\"text\": [\"3\"]}, {\"text\": [\"5\"]}]}");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(ClusterTest::withDefects)) {
            CommandRun enqueued =
                    run(endpoint, "enqueue", "--no-run", quiz.toString(), "-o", out("sheet.md"), "--store", store);
            assertEquals(0, enqueued.exit(), enqueued.err());
            assertTrue(enqueued.out().contains("2 questions"), enqueued.out());
            CommandRun worked = worker(endpoint, store);
            assertEquals(0, worked.exit(), worked.err());
            assertTrue(endpoint.history().stream().anyMatch(r -> r.user().contains("what an inode is")));
        }
    }

    @Test
    void workersAnswerInTheLanguageThatTheJobNames() throws Exception {
        String store = server.url("in_german");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(ClusterTest::withDefects)) {
            Path quiz = bank.resolve("unit-1/quiz.md");
            CommandRun unknown =
                    run(endpoint, "enqueue", quiz.toString(), "--language", "xx", "--no-run", "--store", store);
            assertEquals(2, unknown.exit());
            assertTrue(unknown.err().contains("--language xx: the pack has no words for it"), unknown.err());
            CommandRun enqueued =
                    run(endpoint, "enqueue", quiz.toString(), "--language", "de", "--no-run", "--store", store);
            assertEquals(0, enqueued.exit(), enqueued.err());
            assertEquals(0, worker(endpoint, store).exit());
            assertTrue(endpoint.history().stream().anyMatch(r -> r.user().contains("The quiz is in German.")));
            run(endpoint, "collect", quiz.toString(), "-o", out("sheet.md"), "--store", store);
            String sheet = Files.readString(Path.of(out("sheet.md")));
            assertTrue(sheet.contains(", language: de -->") && sheet.contains("\n## Antwort 1: "), sheet);
        }
    }

    /** An object whose reading has an effect, as the classes have that attackers look for. */
    private static final class Planted implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final AtomicBoolean READ = new AtomicBoolean();

        private void readObject(ObjectInputStream in) {
            READ.set(true);
        }
    }

    @Test
    void objectsThatSomebodyPutIntoTasksAreNotRead() throws Exception {
        String store = server.url("planted");
        ByteArrayOutputStream planted = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(planted)) {
            out.writeObject(new Planted());
        }
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> isAbout(r, 1, 2)
                ? Response.error(400, "I do not like this question")
                : Response.reply(RecordedReplies.of(r.question())))) {
            assertEquals(0, enqueue(endpoint, store).exit());
            server.execute(
                    "planted",
                    "UPDATE scheduled_tasks SET task_data = decode('"
                            + HexFormat.of().formatHex(planted.toByteArray()) + "', 'hex')");
            CommandRun worked = worker(endpoint, store);
            assertEquals(0, worked.exit(), worked.err());
        }
        assertFalse(Planted.READ.get(), "it was made");
    }

    @Test
    void whatFailedIsOpenedAgainAndTheRestIsKept() throws Exception {
        String store = server.url("failed_once");
        AtomicBoolean healed = new AtomicBoolean();
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> !healed.get() && isAbout(r, 2, 3)
                ? Response.error(400, "I do not like this question")
                : Response.reply(RecordedReplies.of(r.question())))) {
            run(endpoint, "generate", "--no-run", bank.toString(), "-o", out("alone"), "--store", file());
            assertEquals(0, enqueue(endpoint, store).exit());
            assertEquals(0, worker(endpoint, store).exit());
            assertEquals(1, collect(endpoint, store).exit());
            assertSameSheets();
            assertTrue(run(endpoint, "status", "--store", store).out().contains("1 failed"));
            healed.set(true);
            int before = endpoint.history().size();
            assertEquals(0, enqueue(endpoint, store).exit());
            assertEquals(0, worker(endpoint, store).exit());
            assertEquals(before + 1, endpoint.history().size());
            assertEquals(0, collect(endpoint, store).exit());
        }
    }

    @Test
    void theSameQuizTwiceIsPaidOnce() throws Exception {
        String store = server.url("copies");
        Files.copy(bank.resolve("unit-1/quiz.md"), bank.resolve("unit-2/quiz.md"), StandardCopyOption.REPLACE_EXISTING);
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())))) {
            assertEquals(0, enqueue(endpoint, store).exit());
            assertEquals(0, enqueue(endpoint, store).exit());
            assertEquals(0, worker(endpoint, store).exit());
            assertEquals(19, endpoint.history().size());
            assertEquals(0, collect(endpoint, store).exit());
            assertTrue(Files.exists(sheet("sheets", 1)) && Files.exists(sheet("sheets", 2)));
            assertEquals(0, server.number("copies", "SELECT COUNT(*) FROM claim"));
            assertEquals(0, server.number("copies", "SELECT COUNT(*) FROM intent"));
            assertEquals(0, server.number("copies", "SELECT COUNT(*) FROM scheduled_tasks"));
        }
    }

    @Test
    void anEndpointThatCannotBeUsedStopsTheWorkerAndLosesNothing() throws Exception {
        String store = server.url("no_key");
        AtomicBoolean valid = new AtomicBoolean();
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> valid.get()
                ? Response.reply(RecordedReplies.of(r.question()))
                : Response.error(401, "wrong key " + KEY))) {
            assertEquals(0, enqueue(endpoint, store).exit());
            CommandRun stopped = worker(endpoint, store);
            assertEquals(3, stopped.exit(), stopped.err());
            assertFalse(stopped.err().contains(KEY), stopped.err());
            valid.set(true);
            assertEquals(0, worker(endpoint, store).exit());
            assertEquals(0, collect(endpoint, store).exit());
        }
    }

    @Test
    void severalEndpointsShareTheWorkAndOneThatIsRefusedIsLeftOut() throws Exception {
        String store = server.url("endpoints");
        try (ScriptedEndpoint first = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())));
                ScriptedEndpoint second = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())));
                ScriptedEndpoint refused = new ScriptedEndpoint(r -> Response.error(401, "no"))) {
            Path file = Files.writeString(
                    folder.resolve("endpoints.json"), """
                    {"endpoints": [
                      {"name": "first", "baseUrl": "%s", "keyVariable": "FIRST_KEY"},
                      {"name": "second", "baseUrl": "%s", "model": "as-named-there", "rpm": 6000},
                      {"name": "refused", "baseUrl": "%s"}]}
                    """.formatted(first.url(), second.url(), refused.url()));
            assertEquals(0, enqueue(first, store).exit());
            Map<String, String> variables = new HashMap<>(variables(first));
            variables.put("FIRST_KEY", "first-" + KEY);
            CommandRun run = CommandRun.with(
                    variables, "worker", "--until-done", "--store", store, "--endpoints", file.toString());
            assertEquals(0, run.exit(), run.err());
            assertEquals(23, first.history().size() + second.history().size());
            assertTrue(first.history().size() > 2 && second.history().size() > 2);
            assertEquals("Bearer first-" + KEY, first.history().get(0).authorization());
            assertEquals("as-named-there", second.history().get(0).model());
            assertFalse(second.history().get(0).authorization().contains(KEY));
            assertEquals(0, collect(first, store).exit());
        }
    }

    @Test
    void whatCannotBeUsedIsSaid() throws Exception {
        String store = server.url("refusals");
        CommandRun onFile = CommandRun.of("enqueue", "--no-run", bank.toString(), "--store", file());
        assertEquals(2, onFile.exit(), onFile.err());
        assertTrue(onFile.err().contains("jdbc:postgresql://"), onFile.err());
        CommandRun nothing = CommandRun.of("collect", bank.toString(), "--store", store);
        assertEquals(2, nothing.exit(), nothing.err());
        assertTrue(nothing.err().contains("nothing is enqueued"), nothing.err());
        assertEquals(2, CommandRun.of("worker", "--store", store).exit(), "no endpoint");
        Path file = folder.resolve("endpoints.json");
        for (String wrong : List.of(
                "{\"endpoints\": [{\"name\": \"a\", \"baseUrl\": \"http://x/v1\", \"key\": \"" + KEY + "\"}]}",
                "{\"endpoints\": [{\"name\": \"a\", \"baseUrl\": \"x\"}, {\"name\": \"a\", \"baseUrl\": \"http://x/v1\"}]}",
                "{\"endpoints\": []}",
                "null",
                "{\"endpoints\": [{\"name\": \"a\", \"baseUrl\": \"http://x/v1\", \"keyVariable\": \"NOT_SET_KEY\"}]}",
                "[")) {
            Files.writeString(file, wrong);
            CommandRun run = CommandRun.of("worker", "--store", store, "--endpoints", file.toString());
            assertEquals(2, run.exit(), wrong + "\n" + run.err());
            assertFalse(run.err().contains(KEY), run.err());
            assertTrue(run.err().contains("endpoints.json"), run.err());
        }
        assertEquals(
                0,
                CommandRun.of("enqueue", "--no-run", bank.toString(), "--store", store)
                        .exit());
        CommandRun job = CommandRun.of("collect", bank.toString(), "--store", store, "--job", "zz");
        assertEquals(2, job.exit(), job.err());
        server.execute("refusals", "UPDATE job SET settings = replace(settings, 'unpackaged', '9.9.9')");
        CommandRun older = CommandRun.of("collect", bank.toString(), "--store", store);
        assertEquals(2, older.exit(), older.err());
        assertTrue(older.err().contains("9.9.9"), older.err());
    }

    private static Response withDefects(Request request) {
        String reply = RecordedReplies.of(request.question());
        if (isAbout(request, 2, 3)) {
            return Response.reply(RecordedReplies.without(reply, "Common Pitfalls"));
        }
        boolean isFirst = request.isDraft() && request.question() == 2;
        return Response.reply(
                isFirst
                        ? RecordedReplies.without(reply, "Common Pitfalls")
                        : request.isRepair() ? RecordedReplies.sections(reply, request.labels()) : reply);
    }

    private static boolean isAbout(Request request, int quiz, int question) {
        return request.question() == question
                && request.user().contains("idea " + question + " of quiz " + quiz + "?\n=");
    }

    private CommandRun enqueue(ScriptedEndpoint endpoint, String store) {
        return run(endpoint, "enqueue", "--no-run", bank.toString(), "-o", out("sheets"), "--store", store);
    }

    private CommandRun worker(ScriptedEndpoint endpoint, String store, String... more) {
        return run(endpoint, with(more, "worker", "--until-done", "--lease", "4", "--store", store));
    }

    private CommandRun collect(ScriptedEndpoint endpoint, String store, String... more) {
        return run(endpoint, with(more, "collect", bank.toString(), "-o", out("sheets"), "--store", store));
    }

    private static String[] with(String[] more, String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        Collections.addAll(all, more);
        return all.toArray(String[]::new);
    }

    private static CommandRun run(ScriptedEndpoint endpoint, String... args) {
        return CommandRun.with(variables(endpoint), args);
    }

    private static Map<String, String> variables(ScriptedEndpoint endpoint) {
        return Map.of("OPENAI_BASE_URL", endpoint.url(), "OPENAI_API_KEY", KEY, "PATH", System.getenv("PATH"));
    }

    private void assertSameSheets() throws IOException {
        for (int quiz = 1; quiz <= 3; quiz++) {
            assertEquals(Files.readString(sheet("alone", quiz)), Files.readString(sheet("sheets", quiz)));
        }
    }

    private Path sheet(String name, int quiz) {
        return folder.resolve(name + "/unit-" + quiz + "/quiz.answers.md");
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    private String file() {
        return folder.resolve("calls.db").toString();
    }
}
