package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof holds for the program that was run, and for no other. */
class BoundEvidenceTest {

    private static final Pattern LINE = Pattern.compile("(?m)^Verified by execution: .*$");

    // What came of a program is found out once for all tests.
    @TempDir
    private static Path verdicts;

    @TempDir
    private Path folder;

    private Path quiz;
    private Path sheet;
    private String line;

    @BeforeEach
    void aProvedAnswer() throws IOException {
        RealSandbox.get();
        quiz = Files.copy(ProjectFiles.SAMPLE_QUIZ, folder.resolve("quiz.md"));
        sheet = folder.resolve("quiz.answers.md");
        CommandRun run = run(
                "generate",
                quiz.toString(),
                "--only",
                "5",
                "--replay",
                ProjectFiles.SAMPLE_REPLIES.toString(),
                "--report",
                folder.resolve("run.json").toString());
        assertEquals(0, run.exit(), run.err());
        Matcher found = LINE.matcher(Files.readString(sheet));
        assertTrue(found.find());
        line = found.group();
        assertTrue(status().contains("verified"), status());
    }

    @Test
    void anEditedSolutionIsNotProvedAnyMore() throws IOException {
        assertEquals(0, run("check", sheet.toString()).exit());
        edit();
        assertTrue(status().contains("outdated"), status());
        CommandRun check = run("check", sheet.toString());
        assertEquals(1, check.exit());
        assertTrue(check.out().contains("proof-outdated"), check.out());
        assertEquals(0, run("check", "--fix", sheet.toString()).exit());
        assertFalse(LINE.matcher(Files.readString(sheet)).find());
        assertFalse(status().contains("Question,"), status());
    }

    @Test
    void theNewProgramIsRunOnTheRecordedCases() throws IOException {
        edit();
        CommandRun run = run("check", "--run", "--fix", "--quiz", quiz.toString(), "--only", "5", sheet.toString());
        assertEquals(0, run.exit(), run.out() + run.err());
        assertTrue(Files.readString(sheet).contains("\n" + line + "\n"), Files.readString(sheet));
        assertTrue(status().contains("verified"), status());
        String before = Files.readString(sheet);
        run("check", "--run", "--fix", "--quiz", quiz.toString(), "--only", "5", sheet.toString());
        assertEquals(before, Files.readString(sheet));
    }

    @Test
    void aPageShowsNothingOfATextThatWasNotExamined() throws IOException {
        assertTrue(page().contains("✓"), "checked");
        edit();
        String page = page();
        assertFalse(page.contains("✓"), page);
        assertFalse(page.contains("class=\"verified\""), page);
        assertTrue(page.contains("edited since it was checked"), page);
    }

    private String page() throws IOException {
        Path page = folder.resolve("page.html");
        CommandRun run = run(
                "render",
                sheet.toString(),
                "--report",
                folder.resolve("run.json").toString(),
                "-o",
                page.toString());
        assertEquals(0, run.exit(), run.err());
        String html = Files.readString(page);
        return html.substring(html.indexOf("<article"), html.lastIndexOf("</article>"));
    }

    private void edit() throws IOException {
        String text = Files.readString(sheet);
        int solution = text.indexOf("**Improved Solution:**");
        int code = text.indexOf("```python\n", solution) + "```python\n".length();
        int second = text.indexOf('\n', code) + 1;
        Files.writeString(sheet, text.substring(0, second) + "# looked over by hand\n" + text.substring(second));
    }

    private String status() {
        return run("status", sheet.toString()).out();
    }

    private static CommandRun run(String... words) {
        return CommandRun.with(
                Map.of("PATH", System.getenv("PATH"), "XDG_CACHE_HOME", verdicts.toString()),
                new ArrayList<>(List.of(words)).toArray(String[]::new));
    }
}
