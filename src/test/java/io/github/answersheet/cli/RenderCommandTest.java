package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.examine.VerifiedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a file: where it goes, that nothing of the sheet is lost, what the report adds. No browser takes part. */
class RenderCommandTest {

    private static final Path SAMPLE = ProjectFiles.SAMPLE.resolve("quiz.answers.md");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void thePageGoesBesideTheSheetOrWhereOneSays() throws IOException {
        Path sheet = Files.copy(SAMPLE, folder.resolve("quiz.answers.md"));
        assertEquals(0, render(sheet).exit());
        String page = Files.readString(folder.resolve("quiz.answers.html"));
        assertTrue(page.startsWith("<!DOCTYPE html>"));
        assertEquals(page, render(sheet, "-o", "-").out(), "the same sheet gives the same bytes");
        Path other = Files.createDirectory(folder.resolve("other"));
        assertEquals(0, render(sheet, "-o", other.toString()).exit());
        assertEquals(page, Files.readString(other.resolve("quiz.answers.html")));
        CommandRun itself = render(sheet, "-o", sheet.toString());
        assertEquals(2, itself.exit());
        assertTrue(itself.err().contains("is the sheet itself"), itself.err());
    }

    @Test
    void itNeedsNothingButItself() throws IOException {
        String page = render(SAMPLE, "-o", "-").out();
        String markup = page.replaceAll("(?s)<script>.*?</script>", "");
        assertFalse(markup.matches("(?s).*(?:src=|<link rel=\"(?!icon)|@import|url\\().*"), "an address to load");
        assertTrue(markup.contains("default-src 'none'; script-src 'sha256-"));
        assertFalse(markup.matches("(?s).*script-src[^;]*unsafe.*"), "scripts are allowed by their hashes alone");
        String plain = render(sheet("## Answer 1: Plain\n\n**Answer Overview:**\n\nWords.\n"), "-o", "-")
                .out();
        assertTrue(plain.length() < 100_000, "a sheet without diagrams and code carries no libraries");
        Path diagram = sheet("## Answer 1: Drawn\n\n**Answer Overview:**\n\n```Mermaid\npie\n```\n");
        assertTrue(render(diagram, "-o", "-").out().length() > 1_000_000, "Mermaid, however it is written");
    }

    @Test
    void nothingOfASheetIsLostWhoeverMadeIt() throws IOException {
        Path sheet = sheet("""
                Before the title

                # The *Title* of it

                Introduction with <kbd>Ctrl</kbd> and a <placeholder> in angle brackets.

                ## Table of Contents

                1. [Answer 1](#answer-1-first)

                ## Part One

                Words under the part.

                Answer 1: First
                ---------------

                Words before any label, [a link][ref].

                ### Question

                What?

                **3. detailed answer**:

                Body with a [way back](#part-one).

                **My Own Label:**

                Under a label that nobody knows.

                ## Answer 2: No labels at all

                Only words.

                ## Appendix

                The end. ![A picture](pic.png)
                """);
        String page = render(sheet, "-o", "-").out();
        for (String words : List.of(
                "Before the title",
                "Introduction with",
                "<kbd>Ctrl</kbd>",
                "&lt;placeholder&gt;",
                "Words under the part.",
                "Words before any label",
                "What?",
                "Body with a",
                "My Own Label",
                "Under a label that nobody knows.",
                "Only words.",
                "The end.",
                "A picture")) {
            assertEquals(1, page.split(Pattern.quote(words), -1).length - 1, words);
        }
        assertTrue(page.contains("id=\"part-one\""), "headings keep the anchors of the sheet");
        assertTrue(page.contains("id=\"answer-1-first\"") && page.contains("id=\"answer-1-detailed-answer\""));
    }

    @Test
    void theReportShowsWhatWasCheckedAndWhatIsToReviewFirst() throws IOException {
        Path replies = folder.resolve("replies");
        copy(ProjectFiles.RECORDED_REPLIES, replies);
        Files.writeString(
                replies.resolve("q06.md"),
                RecordedReplies.with(
                        RecordedReplies.without(RecordedReplies.of(6), "SRE Perspective"),
                        "Improved Solution",
                        body -> body.replaceFirst("import ", "import (")));
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        CommandRun run = CommandRun.of(
                "generate",
                ProjectFiles.RECORDED_QUIZ.toString(),
                "--replay",
                replies.toString(),
                "--max-repairs",
                "0",
                "-o",
                sheet.toString(),
                "--report",
                report.toString());
        assertEquals(1, run.exit(), run.err());
        String page = render(sheet, "-o", "-", "--report", report.toString()).out();

        assertTrue(page.contains("<strong>1 to review</strong>"));
        assertTrue(
                page.indexOf("<p class=\"contents-name\">Needs review</p>") < page.indexOf("Conceptual Questions</p>"));
        assertTrue(page.indexOf("<section class=\"review\"") < page.indexOf("<article"), "before all answers");
        String sixth = page.substring(page.indexOf("<article id=\"answer-6-"), page.indexOf("<article id=\"answer-7-"));
        assertTrue(sixth.contains("needs-review"));
        String solution = sixth.substring(sixth.indexOf("id=\"answer-6-improved-solution\""));
        assertTrue(
                solution.indexOf("<code>python-syntax</code>") < solution.indexOf("<pre>"),
                "in place, before the code");
        assertTrue(sixth.contains("<code>missing-label</code>") && sixth.contains("1 missing"), sixth);
        assertTrue(sixth.contains("1 with errors"), sixth);
        String first = page.substring(page.indexOf("<article id=\"answer-1-"), page.indexOf("<article id=\"answer-2-"));
        assertTrue(first.contains("1 diagram parsed") && first.contains("1 Python block compiled"), first);
        assertTrue(first.contains("code not run"), "what was not run is said not to have been");
        assertFalse(first.contains("themes touched"), "what is only information is no finding");

        Files.writeString(report, withRuns(report));
        page = render(sheet, "-o", "-", "--report", report.toString()).out();
        assertTrue(page.contains("1 of 2 run blocks passed"));
        assertTrue(page.contains("python at line 3: failed, exit 1"));
        assertTrue(page.contains("verified: 6 cases, original fails 3, improved passes 6"));
        assertTrue(page.contains("1 block not run: needs jq<"), "why is said at once");
        assertTrue(page.contains("<pre>Traceback &lt;module&gt;</pre>"));
    }

    @Test
    void signsSayWhyNothingRanAndCountNoCallThatFailed() throws IOException {
        Path sheet = sheet("""
                # Sheet

                ## Code Analysis

                ## Answer 7: A Topic That May Change

                **Answer Overview:**

                Words.

                ## Answer 8

                **Answer Overview:**

                Words.
                """);
        Path report = Files.writeString(folder.resolve("report.json"), """
                {"schema": "answersheet/report/1", "quizzes": [{"sheet": "made.md", "answers": [{
                  "number": 7, "state": "needs-review", "checked": {"labels": 1, "python": 3},
                  "attempts": [{"step": "draft"}, {"step": "repair-1"}, {"step": "repair-2", "failure": "HTTP 500"}],
                  "blocks": [
                    {"section": "Answer Overview", "state": "not-run", "reason": "needs yaml"},
                    {"section": "Answer Overview", "state": "not-run", "reason": "needs yaml"},
                    {"section": "Answer Overview", "state": "not-run", "reason": "takes arguments"}],
                  "remaining": [
                    {"rule": "verification-invalid", "level": "error", "section": "Verification", "message": "No cases."},
                    {"rule": "missing-label", "level": "error", "section": "Code Issues", "message": "Gone."}]}]}]}
                """);
        String page = render(sheet, "-o", "-", "--report", report.toString()).out();
        assertTrue(page.contains("code not run: needs yaml; takes arguments<"), page);
        assertTrue(page.contains("</span> 1 repair</li>"), page);
        String told =
                "<p class=\"findings-on\"><strong>Verification</strong> (its cases are not printed in the sheet)</p>";
        assertTrue(
                page.indexOf(told) > 0 && page.indexOf(told) < page.indexOf("<code>verification-invalid</code>"), page);
        assertEquals(1, page.split("class=\"findings-on\"", -1).length - 1, "a label that is missing names itself");
        assertTrue(
                page.contains("<article id=\"answer-7-a-topic-that-may-change\"") && page.contains("id=\"answer-7\""));
        assertEquals(1, page.split("id=\"answer-8\"", -1).length - 1, "its long address is the short one");
    }

    // What runs of code add to a report.
    private static String withRuns(Path report) throws IOException {
        JsonNode json = JSON.readTree(Files.readString(report));
        ObjectNode answer = (ObjectNode) json.at("/quizzes/0/answers/0");
        answer.set("blocks", JSON.readTree("""
                        [{"section": "Example Code", "language": "python", "line": 1, "state": "passed"},
                         {"section": "Example Code", "language": "python", "line": 3, "state": "failed", "reason": "exit 1",
                          "output": "Traceback <module>"},
                         {"section": "Example Code", "language": "bash", "line": 9, "state": "not-run", "reason": "needs jq"}]
                        """));
        answer.set(
                "verification",
                JSON.readTree("{\"cases\": 6, \"originalFails\": 3, \"improvedPasses\": 6, \"state\": \"verified\"}"));
        return json.toString();
    }

    @Test
    void withoutAReportTheSheetItselfSaysWhatIsToReview() throws IOException {
        Path sheet = sheet("""
                # Sheet

                ## Answer 1: Good

                **Answer Overview:**

                Words.

                ## Answer 2: Bad

                > **Needs review.** What the checks still find in this answer:
                >
                > - Example Code: not there (`missing-label`)

                **Answer Overview:**

                Verified by execution: 6 cases, the original fails 3, the improved solution passes 6.
                """);
        String page = render(sheet, "-o", "-").out();
        assertTrue(page.contains("<strong>1 to review</strong>"));
        assertTrue(page.contains("not there (<code>missing-label</code>)"));
        assertTrue(page.contains("<p>Verified by execution: 6 cases"));
        assertFalse(page.contains("class=\"verified\""), "a line of the sheet is no record");
        assertFalse(page.contains("class=\"checks\""), "nothing is said about checks that nobody reported");
    }

    @Test
    void theTickIsTheRecordsAndHoldsForTheProgramThatWasRun() throws IOException {
        String line = "Verified by execution: 3 cases, the original fails 2, the improved solution passes 3.";
        String hash = VerifiedLine.hash("print(1)\n");
        for (String[] each : new String[][] {
            {"\"state\": \"verified\"", "print(1)", line, "no"},
            {"\"state\": \"verified\", \"program\": null", "print(1)", line, "no"},
            {"\"state\": \"verified\", \"program\": \"\"", "print(1)", line, "no"},
            {"\"state\": \"verified\", \"program\": {}", "", line, "no"},
            {"\"state\": \"verified\", \"program\": \"" + hash + "\"", "print(1)", line, "yes"},
            {"\"state\": \"verified\", \"program\": \"" + hash + "\"", "print(2)", line, "no"},
            {"\"state\": \"refuted\"", "print(1)", line, "no"},
            {"\"state\": \"verified\"", "print(1)", line.replace("3 cases", "9 cases"), "no"},
            {"\"state\": \"verified\"", "print(1)", "<p class=\"verified\">" + line + "</p>", "no"},
        }) {
            Path sheet = sheet("# Sheet\n\n## Answer 1: One\n\n**Improved Solution:**\n\n```python\n" + each[1]
                    + "\n```\n\n" + each[2] + "\n\n**SRE Perspective:**\n\n<p class=\"verified\">Words.</p>\n\n"
                    + line + "\n");
            Path report = Files.writeString(folder.resolve("record.json"), """
                    {"schema": "answersheet/report/1", "quizzes": [{"sheet": "x.md", "answers": [
                      {"number": 1, "state": "valid", "verification":
                        {"cases": 3, "originalFails": 2, "improvedPasses": 3, %s}}]}]}
                    """.formatted(each[0]));
            String page =
                    render(sheet, "-o", "-", "--report", report.toString()).out();
            assertEquals(
                    each[3].equals("yes") ? 1 : 0,
                    page.split("<p class=\"verified\">Verified by execution: 3 cases", -1).length - 1,
                    each[0] + each[1]);
            assertEquals(each[3].equals("yes") ? 1 : 0, page.split("class=\"verified\"", -1).length - 1, each[2]);
        }
    }

    @Test
    void reportsThatAreNoneAreRefused() throws IOException {
        Path report = folder.resolve("report.json");
        Files.writeString(report, "{\n  \"schema\": oops\n}");
        CommandRun broken = render(SAMPLE, "-o", folder.resolve("x.html").toString(), "--report", report.toString());
        assertEquals(2, broken.exit());
        assertTrue(broken.err().contains("report.json:2:") && broken.err().contains("is no JSON"), broken.err());
        Files.writeString(report, "{\"schema\": \"other\"}");
        assertTrue(
                render(SAMPLE, "--report", report.toString()).err().contains("is no report of answersheet generate"));
        Files.writeString(
                report,
                "{\"schema\": \"answersheet/report/1\", \"quizzes\": [{\"sheet\": \"a.md\"}, {\"sheet\": \"b.md\"}]}");
        CommandRun other = render(SAMPLE, "-o", folder.resolve("x.html").toString(), "--report", report.toString());
        assertTrue(other.err().contains("says nothing about") && other.err().contains("a.md, b.md"), other.err());
        assertFalse(Files.exists(folder.resolve("x.html")));
    }

    @Test
    void withoutABrowserNothingIsHalfWritten() throws IOException {
        Path sheet = Files.copy(SAMPLE, folder.resolve("sheet.md"));
        for (String[] options : List.of(
                new String[] {"--images", "png"},
                new String[] {"--pdf"},
                new String[] {
                    "--images", "svg", "--browser", folder.resolve("missing").toString()
                },
                new String[] {"--images", "svg", "--browser", "/bin/false"})) {
            String[] args = Stream.concat(Stream.of("render", sheet.toString()), Stream.of(options))
                    .toArray(String[]::new);
            CommandRun run = CommandRun.with(TestBrowser.environment(false), args);
            assertEquals(2, run.exit(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(sheet), files.toList(), "nothing was written");
            }
        }
        CommandRun none = CommandRun.with(TestBrowser.environment(false), "render", sheet.toString(), "--pdf");
        assertTrue(none.err().contains("--pdf: needs Chrome or Chromium, and none was found on the PATH"), none.err());
        assertEquals(
                0,
                CommandRun.with(TestBrowser.environment(false), "render", sheet.toString())
                        .exit(),
                "the page needs none");
    }

    @Test
    void aSheetWithoutAnswersIsRefused() throws IOException {
        CommandRun run = render(sheet("# Nothing\n"));
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("no answer found"), run.err());
        assertEquals(2, render(folder.resolve("missing.md")).exit());
    }

    private Path sheet(String text) throws IOException {
        return Files.writeString(folder.resolve("made.md"), text);
    }

    private static CommandRun render(Path sheet, String... options) {
        return CommandRun.of(Stream.concat(Stream.of("render", sheet.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
