package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is no regular file stays what it is: pipes and devices are written to, links are refused, {@code -} is stdin and stdout. */
@Tag("java")
class StreamsTest {

    private static final Path SAMPLE_SHEET = ProjectFiles.SAMPLE.resolve("quiz.answers.md");
    private static final String QUIZ = ProjectFiles.RECORDED_QUIZ.toString();
    private static final String REPLIES = ProjectFiles.RECORDED_REPLIES.toString();
    private static final String SHEET = SAMPLE_SHEET.toString();

    @TempDir
    private Path folder;

    private String expected;

    @BeforeEach
    void oneAnswer() {
        CommandRun run = generate("-o", "-");
        assertEquals(0, run.exit(), run.err());
        expected = run.out();
        assertTrue(expected.contains("## Answer 1:"), expected);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsToldAndStaysADevice() throws IOException {
        Path device = Path.of("/dev/full");
        CommandRun run = generate("-o", device.toString());
        assertTrue(run.exit() != 0, "nothing was written");
        assertTrue(run.err().contains("/dev/full: cannot be written: No space left"), run.err());
        assertFalse(Files.isRegularFile(device));
        assertEquals(0, generate("-o", "/dev/null").exit());
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNamedPipeIsWrittenTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(0, generate("-o", pipe.toString()).exit());
        assertEquals(expected, read.get(30, TimeUnit.SECONDS));
        assertFalse(Files.isRegularFile(pipe));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void stdoutByItsNameOfTheSystem() throws Exception {
        // The file behind it is open already: what stands in it stays.
        Path out = Files.writeString(folder.resolve("log"), "before\n");
        Process process = CommandProcess.start(
                folder,
                Map.of(),
                List.of("sh", "-c", "exec \"$@\" >> " + out, "sh"),
                "generate",
                QUIZ,
                "--replay",
                REPLIES,
                "--only",
                "1",
                "--no-run",
                "-o",
                "/dev/stdout");
        assertEquals(0, process.waitFor(), Files.readString(folder.resolve("err")));
        assertEquals("before\n" + expected, Files.readString(out));
    }

    @Test
    void aRunThatEndsWhileTheGrammarIsLoadedEndsQuietly() throws Exception {
        Path quiz = Files.writeString(folder.resolve("quiz.md"), "## Conceptual Questions\n\n1. What is a pipe?\n");
        Path replies = Files.createDirectory(folder.resolve("replies"));
        Files.writeString(replies.resolve("q01.md"), "**Answer Overview:**\n\nShort.\n");
        Process process = CommandProcess.start(
                folder,
                Map.of("ANSWERSHEET_MERMAID", "graal"),
                List.of(),
                "generate",
                quiz.toString(),
                "--replay",
                replies.toString(),
                "--no-run");
        assertEquals(1, process.waitFor());
        String said = Files.readString(folder.resolve("err"));
        assertTrue(said.stripTrailing().lines().reduce((a, b) -> b).orElse("").startsWith("  next "), said);
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path quizzes = Files.createDirectory(folder.resolve("quizzes"));
        Path quiz = Files.copy(ProjectFiles.RECORDED_QUIZ, quizzes.resolve("quiz.md"));
        Path sheet = Files.copy(SAMPLE_SHEET, quizzes.resolve("made.md"));
        for (String name : List.of("quiz.answers.md", "made.html", "report.json", "calls.jsonl", "page.pdf")) {
            Files.createSymbolicLink(quizzes.resolve(name), precious);
        }
        Files.createSymbolicLink(quizzes.resolve("dangling.md"), folder.resolve("not-there"));
        Files.createSymbolicLink(quizzes.resolve("linked.md"), sheet);
        String[] replayed = {"generate", quiz.toString(), "--replay", REPLIES, "--only", "1", "--no-run"};

        assertAll(
                () -> refused("quiz.answers.md", replayed),
                () -> refused("dangling.md", with(replayed, "-o", quizzes.resolve("dangling.md"))),
                () -> refused("report.json", with(replayed, "-o", "-", "--report", quizzes.resolve("report.json"))),
                () -> refused("made.html", "render", sheet.toString()),
                () -> refused("page.pdf", "render", sheet.toString(), "-o", quizzes + "/page.html", "--pdf"),
                () -> refused(
                        "calls.jsonl",
                        "generate",
                        quiz.toString(),
                        "-o",
                        folder.resolve("new.md").toString(),
                        "--store",
                        folder.resolve("store.db").toString(),
                        "--export",
                        quizzes.resolve("calls.jsonl").toString()));
        assertEquals("mine", Files.readString(precious));
        assertFalse(Files.exists(folder.resolve("not-there"), LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.isSymbolicLink(quizzes.resolve("quiz.answers.md")));
    }

    @Test
    void noSheetGoesThroughALinkedFolderThatNobodyNamed() throws IOException {
        Path quizzes = Files.createDirectories(folder.resolve("quizzes/unit"));
        Files.copy(ProjectFiles.RECORDED_QUIZ, quizzes.resolve("quiz.md"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path sheets = Files.createDirectory(folder.resolve("sheets"));
        Files.createSymbolicLink(sheets.resolve("unit"), elsewhere);
        refused(
                "unit: is a link",
                "generate",
                folder.resolve("quizzes").toString(),
                "--replay",
                REPLIES,
                "--only",
                "1",
                "--no-run",
                "-o",
                sheets.toString());
        // A link that the user names is their way to the folder.
        Path way = Files.createSymbolicLink(folder.resolve("way"), elsewhere);
        assertEquals(0, generate("-o", way + "/").exit());
        assertTrue(Files.exists(elsewhere.resolve("quiz.answers.md")));
    }

    @Test
    void aPartOfAReportIsNothingThatALinkCouldCatch() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path report = folder.resolve("report.json");
        Files.createSymbolicLink(folder.resolve("report.json.part"), precious);
        assertEquals(0, generate("-o", "-", "--report", report.toString()).exit());
        assertEquals("mine", Files.readString(precious));
        assertTrue(Files.readString(report).contains("\"totals\""));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(3, left.count(), "nothing is left behind");
        }
    }

    @Test
    void aQuizFromStdinGoesToStdout() throws IOException {
        String quiz = Files.readString(ProjectFiles.RECORDED_QUIZ);
        CommandRun run =
                CommandRun.reading(quiz, Map.of(), "generate", "-", "--replay", REPLIES, "--only", "1", "--no-run");
        assertEquals(0, run.exit(), run.err());
        assertEquals(expected, run.out());
        assertEquals(
                CommandRun.of("inspect", QUIZ).out().replace(QUIZ, "stdin"),
                CommandRun.reading(quiz, Map.of(), "inspect", "-").out());
        assertEquals(
                CommandRun.of("prompt", QUIZ, "--question", "3").out(),
                CommandRun.reading(quiz, Map.of(), "prompt", "-", "--question", "3")
                        .out());
        Path named = folder.resolve("named.md");
        assertEquals(
                0,
                CommandRun.reading(
                                quiz,
                                Map.of(),
                                "generate",
                                "-",
                                "--replay",
                                REPLIES,
                                "--only",
                                "1",
                                "--no-run",
                                "-o",
                                named.toString())
                        .exit());
        assertEquals(expected, Files.readString(named));
    }

    @Test
    void aSheetFromStdin() throws IOException {
        String sheet = Files.readString(SAMPLE_SHEET);
        CommandRun checked = CommandRun.reading(sheet, Map.of(), "check", "-", "--level", "info");
        assertEquals(CommandRun.of("check", SHEET, "--level", "info").out().replace(SHEET, "stdin"), checked.out());
        String page = CommandRun.reading(sheet, Map.of(), "render", "-").out();
        assertEquals(CommandRun.of("render", SHEET, "-o", "-").out(), page);
        CommandRun drawn = CommandRun.reading(sheet, Map.of(), "render", "-", "--pdf");
        assertEquals(2, drawn.exit());
        assertTrue(drawn.err().contains("-o"), drawn.err());
    }

    @Test
    void aSheetIsMendedOnItsWayFromStdinToStdout() throws IOException {
        String sound = Files.readString(SAMPLE_SHEET);
        String broken = sound.replaceFirst("(?m)^\\*\\*SRE Perspective:\\*\\*", "### SRE Perspective");
        Path file = Files.writeString(folder.resolve("sheet.md"), broken);
        CommandRun.of("check", "--fix", file.toString());
        CommandRun run = CommandRun.reading(broken, Map.of(), "check", "--fix", "-");
        assertEquals(0, run.exit(), run.err());
        assertEquals(Files.readString(file), run.out());
        assertTrue(run.out().contains("**SRE Perspective:**"));
        assertTrue(run.err().contains("stdin"), run.err());
        assertEquals(
                sound,
                CommandRun.reading(sound, Map.of(), "check", "--fix", "-").out(),
                "nothing to mend");
    }

    @Test
    void whatHasNoEndIsGivenUp() {
        StringWriter err = new StringWriter();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        PrintWriter said = new PrintWriter(err);
        assertEquals(2, Main.run(new String[] {"check", "-"}, endless, said, said, Map.of()));
        assertTrue(err.toString().contains("stdin: is longer than 128 MB"), err.toString());
    }

    @Test
    void whatCannotBeTwoThingsIsRefused() {
        assertAll(
                () -> refused(
                        "--report -: the sheet goes to stdout",
                        "generate",
                        QUIZ,
                        "--replay",
                        REPLIES,
                        "-o",
                        "-",
                        "--report",
                        "-"),
                () -> refused("--export -", "generate", QUIZ, "--model", "m", "--export", "-"),
                () -> refused("has no name", "enqueue", "-"),
                () -> refused(
                        "several sheets need a folder", "generate", QUIZ, QUIZ + "", "--replay", REPLIES, "-o", SHEET));
        CommandRun report = generate("-o", folder.resolve("a.md").toString(), "--report", "-");
        assertTrue(report.out().startsWith("{") && report.out().contains("\"totals\""), report.out());
    }

    private static CommandRun generate(String... more) {
        return CommandRun.of(
                with(new String[] {"generate", QUIZ, "--replay", REPLIES, "--only", "1", "--no-run"}, (Object[]) more));
    }

    private static String[] with(String[] words, Object... more) {
        return Stream.concat(Stream.of(words), Stream.of(more).map(Object::toString))
                .toArray(String[]::new);
    }

    private static void refused(String sentence, String... args) {
        CommandRun run = CommandRun.reading("1. What is a pipe?\n", Map.of("OPENAI_API_KEY", "sk-none"), args);
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains(sentence), run.err());
    }
}
