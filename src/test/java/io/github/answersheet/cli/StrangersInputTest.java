package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.llm.FaultyEndpoint;
import io.github.answersheet.llm.FaultyEndpoint.Fault;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What sheets, replies and endpoints of strangers look like, and what each command line makes of them. */
@Tag("java")
class StrangersInputTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private static final String SHEET = """
            # Disk Quiz – Answer Sheet

            ## Answer 1: Full Disks

            **Section:** Conceptual Questions

            **Question:**

            **When is a disk full?**

            **Answer Overview:**

            A disk is full when no block or no inode is left, whichever comes first.

            **Detailed Answer:**

            Each file takes blocks for what it holds and one inode for itself.

            **Example Code:**

            {Example Code}

            **SRE Perspective:**

            A full disk stops the log that would tell why, so the alert comes at 80 percent.

            **Common Pitfalls:**

            - **Open files**: a deleted log keeps its blocks until its writer closes it.
            - **Small files**: a million of them take every inode.
            - **Reserved blocks**: root can write when others cannot.

            **Advanced Considerations:**

            - **Quotas**: they stop one user before all are stopped.
            - **Thin volumes**: the pool may be full before the disk is.
            - **Snapshots**: what was deleted is kept in them.

            **Visual Explanation:**

            {Visual Explanation}
            """;
    private static final Map<String, String> SOUND = Map.of(
            "Example Code",
            "```python\nprint(20 * 4)\n```",
            "Visual Explanation",
            "```mermaid\nflowchart LR\n    Write[\"Write\"] --> Full[\"No space\"]\n```");

    private static final Pattern LABEL = Pattern.compile("(?m)^\\*\\*[A-Z][A-Za-z ]+:\\*\\*$");

    private static final Pattern CASE = Pattern.compile("(?s)(?<kind>.+?)\\n\\$ (?<command>.+?)\\nexit (?<exit>\\d)\\n"
            + "(?<told>(?:told .+?\\n)+)under (?<label>.+?)\\n\\n(?<blocks>.+?)"
            + "(?:\\nbecomes\\n(?<fixed>.+))?");

    @TestFactory
    Stream<DynamicTest> sheets() throws IOException {
        String cases = Files.readString(ProjectFiles.ROOT.resolve("src/test/resources/strangers/sheets.txt"));
        return Stream.of(cases.split("(?m)^=== ")).skip(1).map(written -> {
            Matcher row = CASE.matcher(written);
            assertTrue(row.matches(), written);
            return dynamicTest(row.group("kind"), () -> tryOut(row));
        });
    }

    private void tryOut(Matcher row) throws IOException {
        String command = row.group("command");
        if (command.contains("--run")) {
            RealSandbox.get();
        }
        String before = sheet(row.group("label"), row.group("blocks"));
        Path sheet = Files.writeString(folder.resolve("sheet.md"), before);
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.add(sheet.toString());

        CommandRun run = run(args.toArray(String[]::new));

        assertEquals(row.group("exit"), String.valueOf(run.exit()), run.out() + run.err());
        for (String told : row.group("told").split("(?m)^told ")) {
            assertTrue(run.out().contains(told.strip()), told + " in " + run.out());
        }
        String after = row.group("fixed") == null ? before : sheet(row.group("label"), row.group("fixed"));
        assertEquals(after.strip(), Files.readString(sheet).strip());
        assertFalse((run.out() + run.err()).contains("\tat "), run.err());
    }

    @Test
    void syntaxThatIsNewerThanThePythonHereIsNoError() throws Exception {
        String code = "type Hosts[T] = dict[str, T]\n";
        boolean isKnown = new ProcessBuilder("python3", "-c", code).start().waitFor() == 0;
        Path sheet =
                Files.writeString(folder.resolve("sheet.md"), sheet("Example Code", "```python\n" + code + "```\n"));

        CommandRun run = run("check", sheet.toString());

        assertEquals(0, run.exit(), run.out());
        String told = isKnown ? "1 Python block checked," : "(1 UNCHECKED: needs Python 3.12)";
        assertTrue(run.out().contains(told), run.out());
    }

    @Test
    void labelsAreInPicturesAndTheirDescriptionsAsWritten() throws IOException {
        TestBrowser.program(StrangersInputTest.class);
        Path sheet = Files.writeString(folder.resolve("sheet.md"), sheet("Visual Explanation", """
                ```mermaid
                flowchart LR
                    A{"free < 5% ?"} -->|"load > 2 -> page"| B["#quot;top#quot; 2>&1 >> log #35;7"]
                ```
                """));

        CommandRun run = run(
                "render", sheet.toString(), "-o", folder.resolve("page.html").toString(), "--images", "svg");

        assertEquals(0, run.exit(), run.err());
        String twin = Files.readString(folder.resolve("page-svg.md")).replace("\\", "");
        String drawn = Files.readString(folder.resolve("page-svg/answer-01.svg"))
                .replaceAll("(?s)<style.*?</style>|<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        for (String label : List.of("free < 5% ?", "load > 2 -> page", "\"top\" 2>&1 >> log #7")) {
            assertTrue(twin.contains(label), label + " in " + twin);
            assertTrue(drawn.contains(label), label + " in " + drawn);
        }
    }

    @Test
    void aReplyWithHalfAnArrowIsAskedForAgain() throws IOException {
        String reply = RecordedReplies.of(1)
                .replaceFirst(
                        "(?s)```mermaid\n.*?```",
                        "```mermaid\nflowchart LR\n    A[Take a lock] -> B[Write it]\n    B --> C[Let go]\n```");
        try (FaultyEndpoint endpoint = new FaultyEndpoint((count, body) -> body.contains("What is wrong with them")
                ? answers(content("**Visual Explanation:**\n\n"
                        + RecordedReplies.body(RecordedReplies.of(1), "Visual Explanation")))
                : answers(content(reply)))) {
            CommandRun run = generate(endpoint);
            assertEquals(0, run.exit(), run.err());
            assertEquals(2, endpoint.requests());
            assertTrue(run.err().contains("1 repair,"), run.err());
            assertFalse(run.out().contains("Take a lock"), run.out());
        }
    }

    /**
     * A reply that was recorded in its own form.
     *
     * @param form makes it of a plain reply
     * @param told where it is no whole answer; else the sheet is that of a plain reply
     */
    private record Recorded(String kind, UnaryOperator<String> form, String told) {}

    private static List<Recorded> recorded() {
        return List.of(
                new Recorded(
                        "thoughts with a title of their own",
                        reply ->
                                "First a try.\n\n## Answer 1: Some Try\n\n**Answer Overview:**\n\nnot this\n</think>\n\n"
                                        + reply,
                        ""),
                new Recorded(
                        "numbers outside of the labels",
                        reply -> {
                            int[] number = new int[1];
                            return LABEL.matcher(reply).replaceAll(label -> ++number[0] + ". " + label.group());
                        },
                        ""),
                new Recorded("JSON around it", reply -> "{\"reply\": {\"markdown\": " + json(reply) + "}}", ""),
                new Recorded(
                        "a last item that breaks off",
                        reply -> RecordedReplies.with(reply, "Advanced Considerations", text -> text + "\n- **Time-ou"),
                        "stops in the middle of a sentence; write it to its end (truncated-text)"),
                new Recorded(
                        "one item over and over",
                        reply -> RecordedReplies.with(
                                reply,
                                "Common Pitfalls",
                                text -> text + "\n- **Locks**: they are never released.".repeat(150)),
                        "(repeated-text)"));
    }

    @TestFactory
    Stream<DynamicTest> replies() {
        return recorded().stream()
                .map(reply -> dynamicTest(reply.kind(), () -> {
                    Path replies = Files.createDirectories(folder.resolve("replies"));
                    Files.writeString(replies.resolve("q01.md"), reply.form().apply(RecordedReplies.of(1)));
                    CommandRun run = run(
                            "generate",
                            ProjectFiles.RECORDED_QUIZ.toString(),
                            "--only",
                            "1",
                            "--replay",
                            replies.toString(),
                            "--no-run",
                            "-o",
                            "-");
                    assertEquals(reply.told().isEmpty() ? 0 : 1, run.exit(), run.err());
                    assertTrue(run.err().contains(reply.told()), run.err());
                    if (reply.told().isEmpty()) {
                        assertEquals(sample(), run.out());
                    }
                }));
    }

    /**
     * An endpoint in its own way.
     *
     * @param answer to the body of a request
     * @param told where nothing comes of it; else the sheet is that of a plain reply
     */
    private record Way(String kind, Function<String, Fault> answer, int calls, int exit, String told) {}

    private static List<Way> ways() {
        String reply = RecordedReplies.of(1);
        return List.of(
                new Way("plain", body -> answers(content(reply)), 1, 0, ""),
                new Way(
                        "text in parts",
                        body -> answers("\"content\":[{\"type\":\"text\",\"text\":" + json(reply) + "}]"),
                        1,
                        0,
                        ""),
                new Way(
                        "all of it as reasoning",
                        body -> answers("\"content\":\"\",\"reasoning_content\":" + json(reply)),
                        1,
                        0,
                        ""),
                new Way(
                        "another name for the limit",
                        body -> body.contains("\"max_tokens\"")
                                ? says(400, "Unsupported parameter: max_tokens. Use max_completion_tokens.")
                                : answers(content(reply)),
                        2,
                        0,
                        ""),
                new Way(
                        "streams only",
                        body -> body.contains("\"stream\":true")
                                ? FaultyEndpoint.status(
                                        200,
                                        "",
                                        "data: {\"choices\":[{\"delta\":{" + content(reply)
                                                + "},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
                                : says(400, "This model only supports streaming"),
                        2,
                        0,
                        ""),
                new Way(
                        "a refused key in a 200",
                        body -> FaultyEndpoint.status(
                                200, "", "{\"error\":{\"message\":\"Who is calling?\",\"code\":401}}"),
                        1,
                        3,
                        "Who is calling?"),
                new Way(
                        "a refusal with a reason",
                        body -> says(403, "This model wants a verified account"),
                        1,
                        3,
                        "This model wants a verified account"),
                new Way(
                        "a redirect",
                        body -> FaultyEndpoint.status(
                                307, "Location: https://models.example/v1/chat/completions\r\n", "{}"),
                        1,
                        3,
                        "give https://models.example/v1 with --base-url"),
                new Way(
                        "only thoughts",
                        body -> FaultyEndpoint.status(200, "", body("\"content\":\"\"", "length")),
                        2,
                        1,
                        "raise --max-output"));
    }

    @TestFactory
    Stream<DynamicTest> endpoints() {
        return ways().stream()
                .map(way -> dynamicTest(way.kind(), () -> {
                    try (FaultyEndpoint endpoint =
                            new FaultyEndpoint((count, body) -> way.answer().apply(body))) {
                        CommandRun run = generate(endpoint);
                        assertEquals(way.exit(), run.exit(), run.err());
                        assertEquals(way.calls(), endpoint.requests(), run.err());
                        assertTrue(run.err().contains(way.told()), run.err());
                        if (way.exit() == 0) {
                            assertEquals(sample(), run.out());
                        }
                    }
                }));
    }

    /** A sound answer with some blocks under one of its labels. */
    private static String sheet(String label, String blocks) {
        String sheet = SHEET;
        for (Map.Entry<String, String> section : SOUND.entrySet()) {
            sheet = sheet.replace(
                    "{" + section.getKey() + "}", section.getKey().equals(label) ? blocks : section.getValue());
        }
        return sheet;
    }

    private static Fault says(int status, String why) {
        return FaultyEndpoint.status(status, "", "{\"error\":{\"message\":" + json(why) + "}}");
    }

    private static Fault answers(String message) {
        return FaultyEndpoint.status(200, "", body(message, "stop"));
    }

    private static String body(String message, String finish) {
        return "{\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9},\"choices\":[{\"index\":0,"
                + "\"finish_reason\":\"" + finish + "\",\"message\":{\"role\":\"assistant\"," + message + "}}]}";
    }

    private static String content(String text) {
        return "\"content\":" + json(text);
    }

    private static String json(String text) {
        return JSON.valueToTree(text).toString();
    }

    private static String sample() {
        CommandRun run = CommandRun.with(
                Map.of("PATH", System.getenv("PATH")),
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--only",
                "1",
                "--replay",
                ProjectFiles.RECORDED_REPLIES.toString(),
                "--no-run",
                "-o",
                "-");
        assertEquals(0, run.exit(), run.err());
        return run.out();
    }

    private CommandRun generate(FaultyEndpoint endpoint) {
        return run(
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--only",
                "1",
                "--base-url",
                endpoint.url(),
                "--max-output",
                "4000",
                "--attempts",
                "2",
                "--no-run",
                "--store",
                "none",
                "-o",
                "-");
    }

    private CommandRun run(String... args) {
        return CommandRun.with(
                Map.of(
                        "PATH", System.getenv("PATH"),
                        "XDG_CACHE_HOME", folder.toString(),
                        "OPENAI_API_KEY", "sk-none"),
                args);
    }
}
