package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Recordings know their question: those of several quizzes neither overwrite each other nor answer for each other. */
class RecordingsTest {

    private static final String SHELL =
            "# Shell\n\n## Conceptual Questions\n\n1. What does an exit status tell?\n" + "2. What is a pipe?\n";
    private static final String FILES = "# Files\n\n## Conceptual Questions\n\n1. What is an inode?\n";

    @TempDir
    private Path folder;

    private Path quizzes;
    private Path tape;

    @BeforeEach
    void twoQuizzes() throws IOException {
        quizzes = Files.createDirectory(folder.resolve("quizzes"));
        Files.writeString(quizzes.resolve("shell.md"), SHELL);
        Files.writeString(quizzes.resolve("files.md"), FILES);
        tape = folder.resolve("tape");
    }

    @Test
    void severalQuizzesAreRecordedAndReplayedTogetherAndAlone() throws IOException {
        Map<String, String> live = recorded(quizzes.toString());
        assertTrue(live.get("files.answers.md").contains("about inodes"), live.toString());
        assertTrue(live.get("shell.answers.md").contains("about exit"), live.toString());
        assertEquals(live, replayed("together", quizzes.toString()));
        assertEquals(
                live.get("files.answers.md"),
                CommandRun.of(words("files.md", "-o", "-")).out());
        assertEquals(
                live.get("shell.answers.md"),
                CommandRun.of(words("shell.md", "-o", "-")).out());
    }

    @Test
    void oneQuizAfterTheOtherIntoTheSameFolder() throws IOException {
        Map<String, String> live =
                new TreeMap<>(recorded(quizzes.resolve("shell.md").toString()));
        live.putAll(recorded(quizzes.resolve("files.md").toString()));
        Map<String, String> first = contents(tape);
        assertEquals(live, replayed("together", quizzes.toString()));
        recorded(quizzes.resolve("files.md").toString());
        assertEquals(first, contents(tape), "recording again writes the same files");
    }

    @Test
    void aRecordingFollowsItsQuestion() throws IOException {
        Map<String, String> live = recorded(quizzes.resolve("shell.md").toString());
        String moved =
                SHELL.replace("1. What", "1. What is new?\n2. What").replace("2. What is a pipe", "3. What is a pipe");
        Path quiz = Files.writeString(quizzes.resolve("shell.md"), moved);
        CommandRun run = CommandRun.of(
                "generate", quiz.toString(), "--replay", tape.toString(), "--only", "2-3", "-o", "-", "--no-run");
        assertEquals(0, run.exit(), run.err());
        assertEquals(body(live.get("shell.answers.md"), 1), body(run.out(), 2));
        assertEquals(body(live.get("shell.answers.md"), 2), body(run.out(), 3));
    }

    @Test
    void aRecordingOfAnotherQuestionIsRefused() throws IOException {
        recorded(quizzes.resolve("shell.md").toString());
        CommandRun run = CommandRun.of(words("files.md", "-o", "-"));
        assertEquals(2, run.exit());
        assertEquals("", run.out());
        assertTrue(
                run.err()
                        .contains("q01.md: was recorded for another question: question 1 of "
                                + quizzes.resolve("shell.md") + " (\"What does an exit status tell?\"); question 1 of "
                                + quizzes.resolve("files.md") + " (\"What is an inode?\") has no recording here"),
                run.err());
    }

    @Test
    void repliesWithoutAQuestionAreForOneQuiz() throws IOException {
        Files.createDirectory(tape);
        Files.writeString(tape.resolve("q01.md"), reply("inodes"));
        CommandRun alone = CommandRun.of(words("files.md", "-o", "-"));
        assertEquals(0, alone.exit(), alone.err());
        assertTrue(alone.out().contains("about inodes"));
        CommandRun both =
                CommandRun.of("generate", quizzes.toString(), "--replay", tape.toString(), "--only", "1", "--no-run");
        assertEquals(2, both.exit());
        assertTrue(both.err().contains("q01.md: does not say which quiz it is for"), both.err());
        // Whoever says it may say it in the question's words alone.
        Files.writeString(tape.resolve("q01.question.md"), "What is an  inode?\n");
        Files.writeString(tape.resolve("q01-2.md"), reply("exits"));
        Files.writeString(tape.resolve("q01-2.question.md"), "What does an exit status tell?");
        Map<String, String> sheets = replayed("named", quizzes.toString(), "--only", "1");
        assertTrue(sheets.get("files.answers.md").contains("about inodes"));
        assertTrue(sheets.get("shell.answers.md").contains("about exits"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheirOwnerReadsThem() throws IOException {
        recorded(quizzes.resolve("files.md").toString());
        assertEquals("rwx------", rights(tape));
        assertEquals("rw-------", rights(tape.resolve("q01.md")));
        assertEquals("rw-------", rights(tape.resolve("q01.question.md")));
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void recordingKeepsWhatSomebodyWroteByHand() throws IOException {
        Files.createDirectory(tape);
        Files.writeString(tape.resolve("q01.md"), "by hand");
        Map<String, String> live = recorded(quizzes.resolve("files.md").toString());
        assertEquals("by hand", Files.readString(tape.resolve("q01.md")));
        assertEquals(
                live.get("files.answers.md"),
                CommandRun.of(words("files.md", "-o", "-")).out());
    }

    private Map<String, String> recorded(String what) throws IOException {
        Path sheets = folder.resolve("live");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(reply(
                r.user().contains("What is an inode?\n") && !r.user().contains("exit status")
                        ? "inodes"
                        : r.question() == 1 ? "exit" : "pipes")))) {
            CommandRun run = CommandRun.with(
                    Map.of("OPENAI_BASE_URL", endpoint.url()),
                    "generate",
                    what,
                    "-o",
                    sheets + "/",
                    "--record",
                    tape.toString(),
                    "--no-run",
                    "--store",
                    "none");
            assertEquals(0, run.exit(), run.err());
        }
        return contents(sheets);
    }

    private Map<String, String> replayed(String name, String... what) throws IOException {
        Path sheets = folder.resolve(name);
        List<String> words = Stream.concat(
                        Stream.of("generate", "--replay", tape.toString(), "--no-run", "-o", sheets + "/"),
                        Stream.of(what))
                .toList();
        CommandRun run = CommandRun.of(words.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
        return contents(sheets);
    }

    private String[] words(String quiz, String... more) {
        return Stream.concat(
                        Stream.of(
                                "generate", quizzes.resolve(quiz).toString(), "--replay", tape.toString(), "--no-run"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static String reply(String about) {
        String sample = RecordedReplies.of(1);
        String section = RecordedReplies.body(sample, "Answer Overview");
        return sample.replace(section, section + " This one is about " + about + ".");
    }

    private static String body(String sheet, int answer) {
        int start = sheet.indexOf("**Answer Overview:**", sheet.indexOf("## Answer " + answer + ":"));
        assertFalse(start < 0, sheet);
        return sheet.substring(start, sheet.indexOf("\n---\n", start));
    }
}
