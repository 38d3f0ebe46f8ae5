package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.pack.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A quiz in another language is answered in it, and whoever reads the sheet back knows its words. */
class LanguagesTest {

    private static final Path QUIZZES = ProjectFiles.ROOT.resolve("src/test/resources/quizzes");

    private static final String GERMAN =
            "# Container im Alltag\n\nNehmen Sie sich Zeit und lesen Sie jede Frage zweimal.\n\n## Fragen\n\n"
                    + "1. Was ist der Unterschied zwischen einem Abbild und einem Container, und warum ist das wichtig?\n\n"
                    + "2. Wie wird ein Container beendet, wenn der Dienst nicht mehr reagiert?\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "german-frage, German",
        "french-exercice-corrige, French",
        "spanish-pregunta, Spanish",
        "chinese-wenti-sections, Chinese",
        "chinese-di-ti-key-line, Chinese"
    })
    void aPromptAsksForTheLanguageOfTheQuiz(String quiz, String language) {
        String prompt = prompt(QUIZZES.resolve(quiz + ".md"), 1);
        assertTrue(prompt.contains("The quiz is in " + language + ". Write the topic"), prompt);
    }

    @Test
    void portugueseAndUkrainianAreKnown() throws IOException {
        Path portuguese = quiz("# Prova\n\n1. O que é um processo e como ele se diferencia de uma thread?\n");
        assertTrue(prompt(portuguese, 1).contains("The quiz is in Portuguese."));
        Path ukrainian = quiz("# Тест\n\n1. Що таке процес і як він відрізняється від потоку, якщо пам'ять спільна?\n");
        assertTrue(prompt(ukrainian, 1).contains("The quiz is in Ukrainian."));
    }

    @ParameterizedTest
    @CsvSource({"russian-vopros", "japanese-mon", "numbered-bold-stems-subpoints"})
    void whereNoLanguageIsKnownNothingIsSaid(String quiz) {
        assertFalse(prompt(QUIZZES.resolve(quiz + ".md"), 1).contains("The quiz is in"));
    }

    @Test
    void aLanguageMayBeGiven() throws IOException {
        Path english = quiz("# Quiz\n\n1. What is a lock, and how do you see who has it?\n");
        assertFalse(prompt(english, 1).contains("The quiz is in"));
        assertTrue(prompt(english, 1, "--language", "fr").contains("The quiz is in French."));
        CommandRun unknown = CommandRun.of("prompt", english.toString(), "--question", "1", "--language", "xx");
        assertEquals(2, unknown.exit());
        assertTrue(
                unknown.err().contains("--language xx: the pack has no words for it; it has en, de,"), unknown.err());
    }

    @Test
    void aGermanSheetHasGermanWordsAndPassesItsCheck() throws IOException {
        Path quiz = quiz(GERMAN);
        Path sheet = sheet(quiz, "Er wartet zehn Sekunden, fährt herunter und fängt von vorn an");
        String text = Files.readString(sheet);
        assertTrue(text.startsWith("# Container im Alltag – Lösungsblatt\n\n<!-- answersheet pack: base "), text);
        for (String line : List.of(
                "## Inhalt",
                "- Fragen",
                "  - [Antwort 1: Abbilder und Container](#antwort-1-abbilder-und-container)",
                "## Antwort 1: Abbilder und Container",
                "**Abschnitt:** Fragen",
                "**Frage:**",
                "**Kurz gesagt:**",
                "**Erklärung:**")) {
            assertTrue(text.contains("\n" + line + "\n"), line + "\n" + text);
        }
        CommandRun check = CommandRun.of(
                "check", sheet.toString(), "--quiz", quiz.toString(), "--level", "info", "--rule", "repeated-text=off");
        assertEquals(0, check.exit(), check.out());
        assertFalse(check.out().contains("label-form"), check.out());
        assertFalse(check.out().contains("truncated-text"), check.out());
        assertTrue(check.out().contains("2 answers, 0 errors, 0 warnings"), check.out());
        Path page = folder.resolve("page.html");
        CommandRun.of("render", sheet.toString(), "-o", page.toString());
        String html = Files.readString(page);
        assertTrue(html.contains("<h3>Erklärung</h3>") && html.contains("Antwort 1"), "the page has the same words");
        assertFalse(html.contains("<h2>Inhalt</h2>"), "its contents are the page's own");
    }

    @Test
    void talkAndHalfSentencesAreFoundInGermanToo() throws IOException {
        Path quiz = quiz(GERMAN);
        Path talk = sheet(quiz, "Das ist alles, was der Dienst dafür braucht. Ich hoffe, das hilft.");
        assertTrue(check(talk).contains("\"ich hoffe, das hilft\" talks to somebody in a chat"), check(talk));
        Path half = sheet(quiz, "Das Abbild liegt auf der Platte, und der Container läuft, weil");
        assertTrue(check(half).contains("truncated-text"), check(half));
    }

    @Test
    void everyLanguageHasAllWordsAndNoTwoAreTakenForEachOther() {
        List<String> titles = new ArrayList<>();
        for (String pack : Packs.SHIPPED) {
            for (Words words : Packs.read(pack).wordsByLanguage().values()) {
                assertTrue(words.sheet().contains("%s"), words.language());
                assertTrue(words.common().size() > 10, words.language());
                titles.add(words.answer());
            }
        }
        assertEquals(7, titles.stream().distinct().count());
    }

    @Test
    void generateTellsWhatInspectLeavesOut() throws IOException {
        Path quiz = quiz(GERMAN);
        String inspected = CommandRun.of("inspect", quiz.toString()).out();
        assertTrue(inspected.contains("  line 3 ("), inspected);
        CommandRun dry = CommandRun.of("generate", quiz.toString(), "--dry-run");
        assertTrue(dry.err().contains("quiz.md: left out: line 3 ("), dry.err());
    }

    private Path quiz(String text) throws IOException {
        return Files.writeString(folder.resolve("quiz.md"), text);
    }

    private Path sheet(Path quiz, String end) throws IOException {
        Path replies = Files.createDirectories(folder.resolve("replies"));
        for (int number = 1; number <= 2; number++) {
            Files.writeString(
                    replies.resolve("q0" + number + ".md"),
                    "## Answer " + number + ": Abbilder und Container\n\n**Answer Overview:**\n\n"
                            + "Ein Abbild ist eine Vorlage. Ein Container läuft.\n\n**Explanation:**\n\n"
                            + ("Das Abbild " + number + " liegt auf der Platte und ändert sich nicht. ").repeat(12)
                            + "\n\n" + end + "\n");
        }
        Path sheet = folder.resolve("sheet.md");
        CommandRun.of(
                "generate",
                quiz.toString(),
                "--pack",
                "base",
                "--replay",
                replies.toString(),
                "-o",
                sheet.toString(),
                "--overwrite",
                "--max-repairs",
                "0",
                "--rule",
                "repeated-text=off");
        return sheet;
    }

    private static String check(Path sheet) {
        return CommandRun.of("check", sheet.toString(), "--rule", "repeated-text=off")
                .out();
    }

    private static String prompt(Path quiz, int question, String... more) {
        List<String> line =
                new ArrayList<>(List.of("prompt", quiz.toString(), "--question", Integer.toString(question)));
        line.addAll(List.of(more));
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
        return run.out();
    }
}
