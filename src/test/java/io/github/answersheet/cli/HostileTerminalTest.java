package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quizzes, sheets, names and endpoints that would command the terminal: what they wrote is shown and not sent. */
class HostileTerminalTest {

    // Clears the screen, sets the title, the same in the controls of C1, turns text around, hides it, and ends lines.
    private static final String[] COMMANDS = {
        "\u001b[2J",
        "\u001b]0;owned\u0007",
        "\u009b2J",
        "\u009d0;owned\u009c",
        "\b\b\b",
        "\u007f",
        "\u0085",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2028",
        "\u2029",
        Character.toString(0xe0041),
        "\u001b[8m",
        "\u001bP+q544e\u001b\\"
    };
    private static final String ALL = "x" + String.join("y", COMMANDS) + "z";
    private static final Pattern SENT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]");

    // With it the program itself clears the line of its bar.
    private static final String OWN = "\r\u001b[K";

    @TempDir
    private Path folder;

    private Path quiz;
    private Path sheet;

    @BeforeEach
    void write() throws IOException {
        quiz = Files.writeString(
                folder.resolve("quiz.md"),
                "# Title " + ALL + "\n\nAn introduction " + ALL + "\n\n## Conceptual Questions " + ALL + "\n\n1. What "
                        + ALL + " is it?\n2. Why " + ALL + "?\n");
        sheet = Files.writeString(
                folder.resolve("sheet.md"),
                "# Sheet " + ALL + "\n\n## Answer 1: Topic " + inOneLine() + "\n\n**Section:** " + ALL
                        + "\n\n**Answer Overview:**\n\nSo " + ALL + "\n\n**Unheard of " + ALL
                        + ":**\n\n```python\nx = \""
                        + ALL + "\n```\n\n```mermaid\nflowchart TD\n A[[[ \"" + ALL + "\n```\n\n```" + ALL
                        + "\nx\n```\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect QUIZ",
                "inspect QUIZ --json",
                "prompt QUIZ --question 1",
                "generate QUIZ --dry-run --model m --base-url http://127.0.0.1:9/v1",
                "check SHEET",
                "check SHEET --level info",
                "check SHEET --quiz QUIZ",
                "check SHEET --format json",
                "check SHEET --format sarif",
                "check QUIZ",
                "render QUIZ -o FOLDER/page.html",
                "generate QUIZ --replay FOLDER"
            })
    void nothingIsSent(String command) throws IOException {
        CommandRun run = run(command);
        String said = run.out() + run.err();
        assertFalse(SENT.matcher(said).find(), () -> said.replaceAll(SENT.pattern(), "<<HERE>>"));
        assertTrue(said.length() > 20, said);
        assertEquals(command.startsWith("check SHEET"), run.exit() == 1, said);
        if (command.matches(".*(json|sarif)")) {
            assertNotNull(new JsonMapper().readTree(run.out()));
        }
    }

    @Test
    void jsonMeansWhatItMeant() throws IOException {
        String text = new JsonMapper()
                .readTree(run("inspect QUIZ --json").out())
                .at("/questions/0/text")
                .asText();
        assertTrue(text.contains("\u202e") && text.contains("\u001b[2J") && text.contains("\u009b2J"), text);
        assertTrue(text.contains(Character.toString(0xe0041)), "a character of two halves");
    }

    @Test
    void whatIsShownTellsWhatItIs() {
        String said = run("prompt QUIZ --question 1").out();
        assertTrue(said.contains("␛[2J") && said.contains("\\u009b2J") && said.contains("\\u202e"), said);
    }

    @Test
    void anEndpointsWordsAreShown() throws IOException {
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(
                request -> ScriptedEndpoint.Response.error(401, "no " + ALL.replace("\u0085", "") + " key"))) {
            CommandRun run = run(
                    "generate QUIZ --model m --base-url " + endpoint.url() + " -o FOLDER/out.md --store FOLDER/s.db");
            assertEquals(3, run.exit(), run.err());
            assertFalse(SENT.matcher(run.err()).find(), run.err());
        }
    }

    @Test
    void aNameOfAFileIsShown() throws IOException {
        Path odd = Files.writeString(folder.resolve("a\u001b[2Jb\u202ec.md"), "no sheet");
        for (String file : new String[] {odd.toString(), odd + ".none"}) {
            CommandRun run = CommandRun.of("check", file);
            assertFalse(SENT.matcher(run.out() + run.err()).find(), run.err());
        }
    }

    @Test
    void aSheetOnStdoutIsWhatItIs() throws IOException {
        CommandRun run = CommandRun.reading(Files.readString(sheet), Map.of(), "check", "--fix", "-");
        assertTrue(run.out().contains("**Answer Overview:**\n\nSo " + ALL), () -> run.exit() + run.err() + run.out());
        assertFalse(SENT.matcher(run.err()).find(), run.err());
    }

    // A heading ends where some see the end of a line.
    private static String inOneLine() {
        return ALL.replaceAll("[\u0085\u2028\u2029]", "");
    }

    private CommandRun run(String command) {
        String[] words = command.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("QUIZ", quiz.toString())
                    .replace("SHEET", sheet.toString())
                    .replace("FOLDER", folder.toString());
        }
        CommandRun run = CommandRun.with(Map.of("PATH", System.getenv("PATH"), "ANSWERSHEET_TERMINAL", "100"), words);
        return new CommandRun(run.exit(), run.out(), run.err().replace(OWN, ""));
    }
}
