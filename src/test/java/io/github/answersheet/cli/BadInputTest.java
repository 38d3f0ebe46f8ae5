package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong: a clear sentence, exit code 2, nothing written. */
class BadInputTest {

    private static final String REPLIES = ProjectFiles.RECORDED_REPLIES.toString();
    private static final String QUIZ = ProjectFiles.RECORDED_QUIZ.toString();

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void anEmptyFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("out"));
    }

    @Test
    void argumentsThatAreComplainedOfAreMadeVisible() {
        for (String[] line : List.of(
                new String[] {"check", "--x\u001b[31m.md"},
                new String[] {"check", "--only", "\u001b]0;owned\u0007", "a.md"},
                new String[] {"ch\u001b[2Jeck"})) {
            CommandRun run = CommandRun.of(line);
            assertEquals(2, run.exit(), run.err());
            assertFalse(run.err().contains("\u001b"), run.err());
            assertFalse(run.err().contains("\u0007"), run.err());
        }
    }

    @Test
    void aMissingQuiz() throws IOException {
        refused("no such file", "generate", "nowhere.md", "--replay", REPLIES, "-o", sheet());
    }

    @Test
    void anEmptyQuiz() throws IOException {
        refused("is empty", "generate", file("quiz.md", " \n\n"), "--replay", REPLIES, "-o", sheet());
    }

    @Test
    void aQuizWithoutQuestionsSaysWhatWasSeen() throws IOException {
        String quiz = file("quiz.md", "# Notes\n\nSome text.\n\n## Links\n\n- [one](https://example.org)\n");
        refused("line 5: ## Links", "generate", quiz, "--replay", REPLIES, "-o", sheet());
        refused("no question found", "inspect", quiz);
    }

    @Test
    void binaryData() throws IOException {
        Path quiz = temporary.resolve("quiz.md");
        Files.write(quiz, new byte[] {1, 2, 0, 3});
        refused("not a text file", "generate", quiz.toString(), "--replay", REPLIES, "-o", sheet());
        Files.write(quiz, new byte[] {'#', ' ', (byte) 0xe4, '\n'});
        refused("not valid UTF-8", "generate", quiz.toString(), "--replay", REPLIES, "-o", sheet());
    }

    @Test
    void anUnknownFlag() throws IOException {
        refused("--frobnicate", "generate", QUIZ, "--frobnicate");
        refused("name a command");
        refused("3,7-9", "generate", QUIZ, "--only", "three", "--replay", REPLIES);
        refused("at least 1", "generate", QUIZ, "--concurrency", "0", "--replay", REPLIES, "-o", sheet());
    }

    @Test
    void noKeyAndNoBaseUrl() throws IOException {
        refused("set OPENAI_API_KEY", "generate", QUIZ, "-o", sheet());
        refused("is no http address", "generate", QUIZ, "--base-url", "localhost:11434", "-o", sheet());
    }

    @Test
    void anAddressThatHoldsASecretIsRefusedAndNotPrinted() throws IOException {
        for (String address : List.of(
                "https://me:s3cret@models.example/v1",
                "https://s3cret@models.example/v1",
                "me:s3cret@models.example/v1",
                "https://models.example/v1?api-key=s3cret",
                "https://models.example/v1?api-version=1&access_token=s3cret",
                "models.example/v1?key=s3cret")) {
            CommandRun run = refused("--base-url", "generate", QUIZ, "--base-url", address, "-o", sheet());
            assertFalse(run.err().contains("s3cret"), run.err());
        }
    }

    @Test
    void aProxyThatWouldSeeTheKeyGetsNone() {
        String[] words = {"generate", QUIZ, "--store", "none", "--base-url", "http://models.example/v1", "-o", sheet()};
        CommandRun run = CommandRun.with(Map.of("OPENAI_API_KEY", "sk-1", "http_proxy", "http://127.0.0.1:9"), words);
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("the proxy of HTTP_PROXY would see the key"), run.err());
    }

    @Test
    void aQuestionWithoutARecording() throws IOException {
        Path some = Files.createDirectory(temporary.resolve("replies"));
        Files.copy(ProjectFiles.RECORDED_REPLIES.resolve("q01.md"), some.resolve("q01.md"));
        refused("OPENAI_API_KEY", "generate", QUIZ, "--replay", some.toString(), "-o", sheet());
    }

    @Test
    void aPackWithMissingAndUnknownVariablesNamesThemAll() throws IOException {
        Path pack = copyOfPack();
        Path system = pack.resolve("system.md");
        Files.writeString(
                system, Files.readString(system).replace("{{role}}", "").replace("{{mermaid}}", "{{mermaids}}"));
        CommandRun run = refused("{{role}}", "generate", QUIZ, "--pack", pack.toString(), "--replay", REPLIES);
        assertTrue(run.err().contains("{{mermaid}}"), run.err());
        assertTrue(run.err().contains("unknown variable mermaids"), run.err());
        assertTrue(run.err().matches("(?s).*system\\.md:\\d+:\\d+: unknown.*"), run.err());
    }

    @Test
    void aPackWithMissingFilesNamesThemAll() throws IOException {
        Path pack = copyOfPack();
        Files.delete(pack.resolve("parts/sre-focus.md"));
        Files.delete(pack.resolve("templates/application.md"));
        CommandRun run = refused("sre-focus.md: the pack has no such file", "inspect", QUIZ, "--pack", pack.toString());
        assertTrue(run.err().contains("application.md: the pack has no such file"), run.err());
    }

    @Test
    void aPackWithAWrongManifestSaysWhatAndWhere() throws IOException {
        Path pack = copyOfPack();
        Path manifest = pack.resolve("pack.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"title\"", "\"titel\""));
        CommandRun run = refused("unknown key \"titel\"", "inspect", QUIZ, "--pack", pack.toString());
        assertTrue(run.err().contains("missing key \"title\""), run.err());
        Files.writeString(manifest, "{\n  \"name\": 1,,\n}");
        CommandRun broken = refused("is no valid pack.json", "inspect", QUIZ, "--pack", pack.toString());
        assertTrue(broken.err().contains("pack.json:2:"), broken.err());
        refused("no such pack", "inspect", QUIZ, "--pack", "nothing");
    }

    @Test
    void aPlaceThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path blocked = Files.createDirectory(folder.resolve("sheet.md"));
        Files.writeString(blocked.resolve("keep"), "");
        CommandRun run = CommandRun.of(
                "generate", QUIZ, "--replay", REPLIES, "--only", "1", "-o", file("plain.txt", "x") + "/sheet.md");
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("cannot be written"), run.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void theQuizIsNeverOverwritten() throws IOException {
        String quiz = file("quiz.md", Files.readString(ProjectFiles.RECORDED_QUIZ));
        refused("is the quiz itself", "generate", quiz, "--replay", REPLIES, "-o", quiz);
    }

    @Test
    void aSheetWithoutAnswers() throws IOException {
        refused("no answer found", "check", file("sheet.md", "# Nothing here\n"));
    }

    @Test
    void aFileOfOptionsWithABadEscapeNamesLineAndColumn() throws IOException {
        CommandRun run = withOptions("model=m\npack=C:\\users\\me\n");
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("answersheet.properties:2:8: \\u wants four hexadecimal digits"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    @Test
    void whatAFileOfOptionsNamesThatIsNoneIsTold() throws IOException {
        CommandRun run = withOptions("max_calls=3\nmodle=m\nconcurrency=2\n");
        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.err().contains("answersheet.properties: no option is called max_calls; max-calls is"), run.err());
        assertTrue(run.err().contains("no option is called modle"), run.err());
        assertFalse(run.err().contains("concurrency"), run.err());
    }

    @Test
    void aNameThatTheLocaleHasNoLettersForSaysWhatToSet() throws Exception {
        assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "such a name can be written here");
        String quiz = file("pr\u00fcfung.md", "# Quiz\n\n## Conceptual Questions\n\n1. What is it?\n");
        for (String named : List.of(quiz, temporary.toString())) {
            Process run = CommandProcess.start(
                    folder, Map.of("LC_ALL", "C"), List.of(), "generate", named, "--replay", REPLIES, "--only", "1");
            assertTrue(run.waitFor(2, TimeUnit.MINUTES));
            String said = Files.readString(folder.resolve("err"));
            assertEquals(2, run.exitValue(), said);
            assertTrue(said.contains("LC_ALL=C.UTF-8"), said);
            assertFalse(said.contains("\tat "), said);
        }
    }

    private CommandRun withOptions(String text) throws IOException {
        Path file = temporary.resolve("config/answersheet/answersheet.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return CommandRun.with(
                Map.of("XDG_CONFIG_HOME", temporary.resolve("config").toString()), "inspect", QUIZ);
    }

    private CommandRun refused(String sentence, String... args) throws IOException {
        CommandRun run = CommandRun.with(Map.of(), args);
        assertAll(
                () -> assertEquals(2, run.exit(), run.err()),
                () -> assertTrue(run.err().contains(sentence), run.err()),
                () -> assertEquals("", run.out()),
                () -> assertFalse(run.err().contains("\tat "), "a stack trace"));
        try (Stream<Path> written = Files.list(folder)) {
            assertEquals(0, written.count(), "something was written");
        }
        return run;
    }

    private String sheet() {
        return folder.resolve("sheet.md").toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(temporary.resolve(name), text).toString();
    }

    private Path copyOfPack() throws IOException {
        Path from = ProjectFiles.ROOT.resolve("prompts/sre-scripting");
        Path to = temporary.resolve("pack");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
