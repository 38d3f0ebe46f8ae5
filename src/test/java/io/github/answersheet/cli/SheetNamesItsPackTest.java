package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet says by which pack it was written, and whoever reads it needs no option. */
class SheetNamesItsPackTest {

    private static final String REPLY =
            "## Answer 1: Locks\n\n**Answer Overview:**\n\nA lock lets one thread in.\n\n**Explanation:**\n\n"
                    + "Whoever holds it is alone in the section that it guards. ".repeat(30) + "\n";

    @TempDir
    private Path folder;

    private Path quiz;
    private Path sheet;

    @BeforeEach
    void writeASheet() throws IOException {
        quiz = Files.writeString(folder.resolve("quiz.md"), "# Tiny\n\n1. What is a lock?\n");
        Files.writeString(Files.createDirectories(folder.resolve("replies")).resolve("q01.md"), REPLY);
        sheet = folder.resolve("quiz.answers.md");
        CommandRun run = CommandRun.of(
                "generate",
                quiz.toString(),
                "--pack",
                "base",
                "--replay",
                folder.resolve("replies").toString(),
                "--rule",
                "repeated-text=off");
        assertEquals(0, run.exit(), run.out() + run.err());
    }

    @Test
    void checkAndRenderFindThePack() throws IOException {
        String text = Files.readString(sheet);
        assertTrue(text.startsWith("# Tiny – Answer Sheet\n\n<!-- answersheet pack: base 1"), text);
        CommandRun check = check();
        assertEquals(0, check.exit(), check.out() + check.err());
        assertEquals(
                1,
                check("--pack", "sre-scripting").exit(),
                "the other pack wants other labels, so the right one was found");
        Path page = folder.resolve("page.html");
        CommandRun render = CommandRun.of("render", sheet.toString(), "-o", page.toString());
        assertEquals(0, render.exit(), render.err());
        assertTrue(Files.readString(page).contains("<h3>Explanation</h3>"), "its labels are known");
        assertFalse(Files.readString(page).contains("answersheet pack"), "and no reader sees the name");
    }

    @Test
    void aPackThatIsNotHereIsAskedFor() throws IOException {
        Files.writeString(sheet, Files.readString(sheet).replace("pack: base ", "pack: physics "));
        CommandRun check = check();
        assertEquals(2, check.exit());
        assertTrue(
                check.err()
                        .contains("was written with the pack physics, which does not come with answersheet; name its"
                                + " folder with --pack FOLDER"),
                check.err());
        assertEquals(0, check("--pack", "base").exit());
    }

    private CommandRun check(String... more) {
        String[] line = new String[more.length + 6];
        System.arraycopy(
                new String[] {"check", sheet.toString(), "--quiz", quiz.toString(), "--rule", "repeated-text=off"},
                0,
                line,
                0,
                6);
        System.arraycopy(more, 0, line, 6, more.length);
        return CommandRun.of(line);
    }
}
