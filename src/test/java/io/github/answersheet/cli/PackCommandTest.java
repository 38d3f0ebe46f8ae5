package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs are shown, checked, begun and imported from the command line. */
class PackCommandTest {

    private static final Path PROMPTS = ProjectFiles.ROOT.resolve("src/test/resources/prompts");

    @TempDir
    private Path folder;

    @Test
    void showTellsWhatAPackAsksFor() {
        CommandRun all = CommandRun.of("pack", "show");
        for (String name : Packs.SHIPPED) {
            assertTrue(all.out().contains("\n" + name + " "), all.out());
        }
        CommandRun one = CommandRun.of("pack", "show", "base");
        assertEquals(0, one.exit(), one.err());
        assertTrue(one.out().contains("General (general), prompt of "), one.out());
        assertTrue(one.out().contains("\n  Visual Explanation (diagram) (up to 60 words) (optional)\n"), one.out());
        assertTrue(one.out().contains("languages: en"), one.out());
    }

    @Test
    void everyPackThatComesAlongPasses() {
        for (String name : Packs.SHIPPED) {
            CommandRun check = check(name);
            assertEquals(0, check.exit(), check.out() + check.err());
            assertTrue(check.out().contains(": can be used"), check.out());
        }
    }

    @Test
    void aNewPackRunsAtOnceAndNothingIsWrittenOver() {
        Path pack = folder.resolve("physics");
        CommandRun made = CommandRun.of("pack", "new", pack.toString());
        assertEquals(0, made.exit(), made.err());
        assertEquals(0, check(pack.toString()).exit());
        assertEquals("physics", Packs.read(pack.toString()).name());
        CommandRun again = CommandRun.of("pack", "new", pack.toString());
        assertEquals(2, again.exit());
        assertTrue(again.err().contains("physics: is there already"), again.err());
        assertTrue(CommandRun.of("pack", "new", folder.resolve("No Name").toString())
                .err()
                .contains("small letters, digits and hyphens"));
    }

    @Test
    void aPromptIsImportedAndItsAnswerSheetsCanBeMade() throws IOException {
        Path pack = folder.resolve("shell");
        CommandRun made = CommandRun.of(
                "pack", "import", PROMPTS.resolve("shell-at-work.md").toString(), "-o", pack.toString());
        assertEquals(0, made.exit(), made.err());
        assertTrue(
                made.out().contains("took    line 25   Concept: Question (question), Summary (overview)"), made.out());
        assertTrue(
                made.out().contains("wrote " + pack + ": 10 files, Concept, Code Review, Scripting Exercise"),
                made.out());
        CommandRun check = check(pack.toString());
        assertEquals(0, check.exit(), check.out() + check.err());
        assertTrue(check.out().contains("concept: prompt of ") && check.out().contains("model answer with 0 findings"));
        Path quiz = Files.writeString(
                folder.resolve("quiz.md"),
                "# Shell\n\n## Concept Questions\n\n1. Why is a name quoted?\n\n## Code Review\n\n"
                        + "2. Review this script.\n\n   ```bash\n   rm $file\n   ```\n");
        CommandRun prompt = CommandRun.of("prompt", quiz.toString(), "--question", "2", "--pack", pack.toString());
        assertEquals(0, prompt.exit(), prompt.err());
        assertTrue(prompt.out().contains("\n**Problems Found:**\n"), prompt.out());
    }

    @Test
    void aModelAnswerWithAnErrorFailsTheCheck() throws IOException {
        Path pack = folder.resolve("physics");
        CommandRun.of("pack", "new", pack.toString());
        Files.writeString(
                Files.createDirectories(pack.resolve("exemplars")).resolve("general.md"),
                "## Answer 1: Falling\n\n**Answer Overview:**\n\nThings fall.\n");
        CommandRun check = check(pack.toString());
        assertEquals(1, check.exit(), check.out());
        assertTrue(check.out().contains("exemplars/general.md:1:1: error: **Explanation:** is missing"), check.out());
    }

    @Test
    void aDamagedPromptIsRefusedWithItsLine() {
        CommandRun run = CommandRun.reading("# A\n\n```\n**One:** x\n", Map.of(), "pack", "import", "-");
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("stdin:3:1: this fence is not closed before the next heading"), run.err());
    }

    /** What the guide shows is made as it shows it, and works. */
    @Test
    void theGuidesSmallestPackWorks() throws IOException {
        String guide = Files.readString(ProjectFiles.ROOT.resolve("prompts/README.md"));
        Path pack = Files.createDirectories(folder.resolve("first-aid"));
        Matcher file = Pattern.compile("`first-aid/([\\w/.-]+)`:\n\n(`{3,})\\w+\n(.*?\n)\\2\n", Pattern.DOTALL)
                .matcher(guide);
        int files = 0;
        while (file.find()) {
            Path target = pack.resolve(file.group(1));
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.group(3));
            files++;
        }
        assertEquals(3, files, "files of the smallest pack");
        CommandRun check = check(pack.toString());
        assertEquals(0, check.exit(), check.out() + check.err());
        assertTrue(check.out().contains("first-aid 1.0.0: can be used"), check.out());
        List<String> labels =
                Packs.read(pack.toString()).category("what-to-do").orElseThrow().format().labels().stream()
                        .map(l -> l.name())
                        .toList();
        assertEquals(List.of("Question", "In Short", "Step by Step", "What Not to Do"), labels);
    }

    /** Two files of data make a pack, and every command works with it. */
    @Test
    void aPackIsNothingButData() throws IOException {
        String pack =
                ProjectFiles.ROOT.resolve("src/test/resources/packs/kitchen").toString();
        assertEquals(0, check(pack).exit(), check(pack).out());
        Path quiz = Files.writeString(
                folder.resolve("quiz.md"),
                "# Kitchen\n\n## Recipes\n\n1. How do you boil an egg so that it is soft?\n");
        Path replies = Files.createDirectories(folder.resolve("replies"));
        Files.writeString(
                replies.resolve("q01.md"),
                "## Answer 1: A Soft Egg\n\n**In Short:**\n\nYou get a soft egg after six minutes.\n\n**Steps:**\n\n"
                        + "1. Boil the water, because the time counts from there.\n"
                        + "2. Put the egg in for six minutes, so that the yolk stays soft.\n"
                        + "3. Cool it under the tap, so that it does not cook any longer.\n");
        Path sheet = folder.resolve("sheet.md");
        CommandRun generated = CommandRun.of(
                "generate", quiz.toString(), "--pack", pack, "--replay", replies.toString(), "-o", sheet.toString());
        assertEquals(0, generated.exit(), generated.err());
        String text = Files.readString(sheet);
        assertTrue(text.contains("<!-- answersheet pack: kitchen 1.0.0, language: en -->"), text);
        assertTrue(text.contains("**Section:** Recipes") && text.contains("\n**Steps:**\n"), text);
        CommandRun checked = CommandRun.of("check", sheet.toString(), "--quiz", quiz.toString(), "--pack", pack);
        assertEquals(0, checked.exit(), checked.out());
        Path page = folder.resolve("page.html");
        CommandRun rendered = CommandRun.of("render", sheet.toString(), "--pack", pack, "-o", page.toString());
        assertEquals(0, rendered.exit(), rendered.err());
        assertTrue(Files.readString(page).contains("<span class=\"category\">Recipe</span>"), "its category is named");
    }

    @Test
    void whatIsMuchTooLongIsReadAllTheSame() {
        for (String prompt : new String[] {
            "# A\n\n## M" + "(".repeat(200_000) + "\n\n```\n**One:** x\n```\n",
            "# A\n\n## M" + " format".repeat(100_000) + "\n\n```\n**One:** x\n```\n",
            "# A\n\n## M\n\n```\n**One:** [A" + "_A".repeat(300_000) + "\n```\n"
        }) {
            CommandRun run = CommandRun.reading(
                    prompt,
                    Map.of(),
                    "pack",
                    "import",
                    "-",
                    "-o",
                    folder.resolve("long").toString());
            assertTrue(run.exit() <= 2, run.err());
        }
    }

    @Test
    void aPackReadsNoFileOutsideIt() throws IOException {
        Path pack = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("secret.md"), "secret");
        Files.writeString(pack.resolve("pack.json"), """
                {"extends": "sre-scripting", "name": "mine", "title": "Mine", "version": "1", "parts": ["role", "../../secret"]}
                """);
        CommandRun run = check(pack.toString());
        assertEquals(2, run.exit(), run.out());
        assertTrue(run.err().contains("the part ../../secret is the name of a file"), run.err() + run.out());
    }

    private CommandRun check(String pack) {
        return CommandRun.with(Map.of("PATH", System.getenv("PATH")), "pack", "check", pack);
    }
}
