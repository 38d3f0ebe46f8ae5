package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The options file of a working folder may be anybody's: it decides neither where a key is sent nor what is written or started. */
@DisabledOnOs(OS.WINDOWS)
@Tag("java")
class WorkingFolderTest {

    private static final String KEY = "sk-very-secret-0123456789";
    private static final String[] GENERATE = {"generate", "quiz.md", "--only", "1", "--no-run", "--store", "none"};

    @TempDir
    private Path folder;

    private Path work;
    private Path config;

    @BeforeEach
    void aFolderWithAQuiz() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        Files.copy(ProjectFiles.RECORDED_QUIZ, work.resolve("quiz.md"));
        config = Files.createDirectories(folder.resolve("config/answersheet")).resolve("answersheet.properties");
    }

    private record Run(int exit, String out, String err) {}

    @Test
    void theKeyGoesNowhereThatTheFolderSays() throws Exception {
        try (ScriptedEndpoint thief = endpoint();
                ScriptedEndpoint own = endpoint()) {
            options("base-url=" + thief.url(), "model=m");
            Run run = run(Map.of("OPENAI_API_KEY", KEY), GENERATE);
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("answersheet.properties: base-url is not taken from a file"), run.err());
            assertEquals(0, thief.history().size());
            // What the user says counts, and what is harmless is taken from the folder.
            Run said = run(Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", own.url()), GENERATE);
            assertEquals(0, said.exit(), said.err());
            assertEquals(0, thief.history().size());
            assertEquals("m", own.history().get(0).model());
            assertEquals(0, run(Map.of(), "check", sheet()).exit(), "a command that asks for no address goes on");
        }
    }

    @Test
    void theFolderChoosesNoProvider() throws Exception {
        for (String wrong : List.of("model=claude-test", "model=Gemini-test", "provider=anthropic")) {
            options(wrong);
            Run run = run(Map.of("OPENAI_API_KEY", KEY, "ANTHROPIC_API_KEY", KEY, "GEMINI_API_KEY", KEY), GENERATE);
            assertEquals(2, run.exit(), wrong);
            assertTrue(run.err().contains(" is not taken from a file"), run.err());
        }
    }

    @Test
    void whoTrustsTheFolderSaysSo() throws Exception {
        try (ScriptedEndpoint endpoint = endpoint()) {
            options("base-url=" + endpoint.url());
            Files.writeString(config, "trusted-folders=/elsewhere:" + work + "\n");
            Run run = run(Map.of("OPENAI_API_KEY", KEY), GENERATE);
            assertEquals(0, run.exit(), run.err());
            assertEquals(1, endpoint.history().size());
            assertFalse(run.err().contains("no option"), run.err());
            // Nobody but the user can say it.
            Files.writeString(config, "");
            options("base-url=" + endpoint.url(), "trusted-folders=" + work);
            assertEquals(2, run(Map.of("OPENAI_API_KEY", KEY), GENERATE).exit());
            assertEquals(1, endpoint.history().size());
        }
    }

    @Test
    void filesOfTheFolderMayBeNamedAndOthersNot() throws Exception {
        Files.createSymbolicLink(work.resolve("out"), Files.createDirectory(folder.resolve("elsewhere")));
        String[] replayed = {
            "generate", "quiz.md", "--only", "1", "--no-run", "--replay", ProjectFiles.RECORDED_REPLIES.toString()
        };
        options("output=sheets/");
        assertEquals(0, run(Map.of(), replayed).exit());
        assertTrue(Files.exists(work.resolve("sheets/quiz.answers.md")));
        for (String wrong : List.of(
                "output=" + folder.resolve("x.md"),
                "output=../x.md",
                "output=out/",
                "output=out/../x.md",
                "report=sheets/../../r.json",
                "record=" + folder.resolve("tape"),
                "material=/etc",
                "pack=../pack")) {
            options(wrong);
            Run run = run(Map.of(), replayed);
            assertEquals(2, run.exit(), wrong);
            assertTrue(run.err().contains("is not taken from a file"), run.err());
        }
        try (Stream<Path> files = Files.list(folder.resolve("elsewhere"))) {
            assertEquals(0, files.count());
        }
        assertFalse(Files.exists(folder.resolve("x.md")));
    }

    @Test
    void aFolderOfTheUsersIsNeverOneOfTheWorkingFolder() throws Exception {
        Files.createDirectory(work.resolve("answersheet"));
        // Each file that is read is told of what it holds that is no option.
        Files.writeString(
                work.resolve("answersheet/answersheet.properties"),
                "base-url=http://127.0.0.1:9/v1\nno-such-option=1\ntrusted-folders=" + work + "\n");
        for (String place : List.of("", ".", "./")) {
            Map<String, String> variables = Map.of(
                    "OPENAI_API_KEY",
                    KEY,
                    "XDG_CONFIG_HOME",
                    place,
                    "XDG_STATE_HOME",
                    place,
                    "HOME",
                    folder.resolve("home").toString());
            Run run = run(variables, "generate", "quiz.md", "--only", "1", "--dry-run");
            assertEquals(0, run.exit(), run.err());
            assertFalse(run.err().contains("no-such-option"), run.err());
            assertFalse(Files.exists(work.resolve("answersheet/calls.db")));
        }
        assertTrue(run(Map.of("XDG_CONFIG_HOME", work.toString()), "inspect", "quiz.md")
                .err()
                .contains("no-such-option"));
    }

    @Test
    void noPageRestsOnARecordThatTheFolderNames() throws Exception {
        options("report=r.json");
        Run run = run(Map.of(), "render", sheet(), "-o", "-");
        assertEquals(2, run.exit(), run.out());
        assertTrue(run.err().contains("report is not taken from a file"), run.err());
    }

    @Test
    void noVariableIsFilledIntoAValue() throws Exception {
        try (ScriptedEndpoint endpoint = endpoint()) {
            Map<String, String> own = Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", endpoint.url());
            for (String wrong : List.of(
                    "model=${env:OPENAI_API_KEY}",
                    "model=a\\u0024{OPENAI_API_KEY}",
                    "model=$${env:OPENAI_API_KEY}",
                    "output=${sys:java.io.tmpdir}/x.md",
                    "category=${bundle:x:-${env:OPENAI_API_KEY}}")) {
                options(wrong);
                Run run = run(own, GENERATE);
                assertEquals(2, run.exit(), wrong);
                assertTrue(run.err().contains("variables are not filled in"), run.err());
                assertFalse((run.out() + run.err()).contains(KEY), wrong);
            }
            options("model=m");
            Files.writeString(config, "model=${env:OPENAI_API_KEY}\n");
            assertEquals(2, run(own, GENERATE).exit(), "nor in the user's own file");
            Files.writeString(config, "");
            Map<String, String> variables = new HashMap<>(own);
            variables.put("ANSWERSHEET_MODEL", "${env:OPENAI_API_KEY}");
            Run run = run(variables, GENERATE);
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("ANSWERSHEET_MODEL holds ${"), run.err());
            assertFalse((run.out() + run.err()).contains(KEY), run.err());
            assertEquals(0, endpoint.history().size());
        }
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsAName() throws Exception {
        Files.writeString(work.resolve("words"), "--version\n");
        Run none = run(Map.of(), "inspect", "@words");
        assertEquals(2, none.exit(), none.err());
        assertTrue(none.err().contains("@words"), none.err());
        Files.move(work.resolve("quiz.md"), work.resolve("@quiz.md"));
        assertEquals(0, run(Map.of(), "inspect", "@quiz.md").exit());
    }

    @Test
    void nothingIsStartedOrKeptWhereTheFolderSays() throws Exception {
        for (String wrong : List.of("store=s.db", "fresh=true", "export=/tmp/calls.jsonl")) {
            options(wrong);
            Run run = run(Map.of("OPENAI_API_KEY", KEY), "generate", "quiz.md", "--dry-run");
            assertEquals(2, run.exit(), wrong);
        }
        for (String wrong : List.of("browser=./evil", "pdf=true", "images=png")) {
            options(wrong);
            assertEquals(2, run(Map.of(), "render", sheet(), "-o", "-").exit(), wrong);
        }
        options("endpoints=e.json");
        assertEquals(2, run(Map.of(), "worker").exit());
        options("fix=true");
        assertEquals(2, run(Map.of(), "check", sheet()).exit());
    }

    private static String sheet() {
        return ProjectFiles.SAMPLE.resolve("quiz.answers.md").toString();
    }

    private static ScriptedEndpoint endpoint() throws IOException {
        return new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(r.question())));
    }

    private void options(String... lines) throws IOException {
        Files.writeString(work.resolve("answersheet.properties"), String.join("\n", lines) + "\n");
    }

    private Run run(Map<String, String> variables, String... words) throws Exception {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Process process =
                CommandProcess.start(folder, all, List.of("sh", "-c", "cd " + work + " && exec \"$@\"", "sh"), words);
        return new Run(
                process.waitFor(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }
}
