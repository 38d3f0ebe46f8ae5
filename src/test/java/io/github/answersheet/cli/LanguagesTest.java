package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Role;
import io.github.answersheet.pack.Words;
import io.github.answersheet.sandbox.RealSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** A question, a sentence that any section may hold, and words on a page of any sheet. */
    private static final Map<String, List<String>> SAID = Map.of(
            "de",
            List.of(
                    "Was ist der Unterschied zwischen einer Liste und einem Tupel, und warum ist das wichtig?",
                    "Eine Liste kann sich ändern, und ein Tupel bleibt, wie es ist."),
            "fr",
            List.of(
                    "Quelle est la différence entre une liste et un tuple, et pourquoi est-ce important pour les autres ?",
                    "Une liste peut changer, et un tuple reste ce qu'il est dans tous les cas."),
            "es",
            List.of(
                    "¿Cuál es la diferencia entre una lista y una tupla, y por qué es importante para los demás?",
                    "Una lista puede cambiar, y una tupla se queda como es en todos los casos."),
            "pt",
            List.of(
                    "Qual é a diferença entre uma lista e uma tupla, e por que isso é importante para os outros?",
                    "Uma lista pode mudar, e uma tupla fica como é em todos os casos, o que não é um erro."),
            "zh",
            List.of("列表和元组的区别是什么，为什么这在程序中很重要？", "列表可以改变，元组是不变的，这在程序中有用。"),
            "uk",
            List.of(
                    "Яка різниця між списком і кортежем, і чому це важливо для інших, якщо програма велика?",
                    "Список може змінюватися, а кортеж не змінюється, і це важливо для всіх."));

    static Stream<Arguments> packsAndLanguages() {
        return Packs.SHIPPED.stream()
                .flatMap(pack -> SAID.keySet().stream().sorted().map(language -> Arguments.of(pack, language)));
    }

    /** The quiz names the categories in its language, the replies have the labels of the templates, and code is run. */
    @ParameterizedTest
    @MethodSource("packsAndLanguages")
    void everyPackAnswersInEveryLanguage(String name, String language) throws IOException {
        Pack pack = Packs.read(name);
        Words words = pack.wordsByLanguage().get(language);
        StringBuilder text = new StringBuilder("# Test\n");
        Path replies = Files.createDirectories(folder.resolve("replies"));
        for (int number = 1; number <= pack.categories().size(); number++) {
            Category category = pack.categories().get(number - 1);
            text.append("\n## ")
                    .append(words.label(category.name()))
                    .append("\n\n")
                    .append(number)
                    .append(". ");
            text.append(SAID.get(language).get(0)).append('\n');
            Files.writeString(
                    replies.resolve("q0" + number + ".md"),
                    reply(category, number, SAID.get(language).get(1)));
        }
        Path quiz = quiz(text.toString());
        Path sheet = folder.resolve("sheet.md");
        Path report = folder.resolve("report.json");
        // Code is run for one pack; it is the same for all.
        boolean isRun = name.equals(Packs.DEFAULT) && RealSandbox.isThere();
        Map<String, String> here = isRun
                ? Map.of("PATH", System.getenv("PATH"), "ANSWERSHEET_TRIALS", "0")
                : Map.of("ANSWERSHEET_TRIALS", "0");
        CommandRun run = CommandRun.with(
                here,
                "generate",
                quiz.toString(),
                "--pack",
                name,
                "--replay",
                replies.toString(),
                "-o",
                sheet.toString(),
                "--max-repairs",
                "0",
                "--report",
                report.toString(),
                "--rule",
                "repeated-text=off");
        String made = Files.readString(sheet);
        assertEquals(0, run.exit(), run.err() + made);
        assertTrue(made.contains(", language: " + language + " -->"), made);
        for (Category category : pack.categories()) {
            for (Label label : category.format().labels()) {
                assertTrue(made.contains("**" + words.label(label.name()) + ":**") || label.is(Role.DIAGRAM), made);
            }
        }
        pack.closing().forEach(part -> assertTrue(made.contains("\n## " + words.label(part.heading()) + "\n"), made));
        if (isRun) {
            assertTrue(made.contains("\n" + words.say(Phrase.OUTPUT, "") + "\n\n```text\n3\n```\n"), made);
        }
        CommandRun check = CommandRun.with(
                here,
                "check",
                sheet.toString(),
                "--quiz",
                quiz.toString(),
                "--run",
                "--fix",
                "--rule",
                "repeated-text=off");
        assertEquals(0, check.exit(), check.out());
        assertFalse(check.out().contains("output-"), check.out());
        assertEquals(made, Files.readString(sheet), "whoever checks a sheet leaves its lines as they are");

        Path page = folder.resolve("page.html");
        CommandRun.of("render", sheet.toString(), "-o", page.toString(), "--report", report.toString());
        String html = Files.readString(page).replaceAll("(?s)<(script|style)>.*?</\\1>", "");
        assertTrue(html.contains("<html lang=\"" + language + "\""), "browsers are told");
        assertTrue(html.contains(">" + words.say(Phrase.FOLD_ALL) + "<"), html);
        for (String english : List.of(
                "Skip to",
                "Fold all",
                ">Keys<",
                ">All<",
                "Show answers",
                "What was checked",
                "Link to",
                " parsed",
                " passed",
                " answers",
                ">Contents<",
                "Answer 1",
                " label")) {
            assertFalse(html.contains(english), english + " is on the page");
        }
    }

    private static String reply(Category category, int number, String sentence) {
        String program =
                "```python\n# sum%d.py\n\n\ndef add(a, b):\n    \"\"\"Add.\n\n    Args:\n        a: One.\n        b: Other.\n\n"
                        + "    Returns:\n        The sum.\n    \"\"\"\n    return a + b\n\n\nif __name__ == \"__main__\":\n    print(add(1, 2))\n```";
        String tests =
                "```python\n# test_sum%1$d.py\nfrom sum%1$d import add\n\n\ndef test_two_numbers():\n    assert add(1, 2) == 3\n```";
        StringBuilder reply = new StringBuilder("## Answer " + number + ": tuple\n");
        for (Label label : category.format().drafted()) {
            if (label.is(Role.DIAGRAM) && !label.required()) {
                continue;
            }
            reply.append("\n**").append(label.name()).append(":**\n\n");
            if (label.is(Role.SOLUTION)) {
                reply.append(program.formatted(number));
            } else if (label.is(Role.TESTS)) {
                reply.append(tests.formatted(number));
            } else if (label.is(Role.ISSUES) || label.is(Role.CHOICE)) {
                IntStream.rangeClosed(1, 3).forEach(i -> reply.append(i + ". **tuple** - " + sentence + "\n"));
            } else {
                reply.append(((sentence + " ").repeat(6)).strip());
            }
            reply.append('\n');
        }
        return reply.toString();
    }

    @Test
    void noWordOfALanguageStandsForTwoLabels() {
        for (String pack : Packs.SHIPPED) {
            Map<String, String> labels = new HashMap<>();
            for (Words words : Packs.read(pack).wordsByLanguage().values()) {
                for (String label : Packs.read(pack).knownLabels()) {
                    String other = labels.put(words.label(label), label);
                    assertTrue(
                            other == null || other.equals(label), words.label(label) + " is " + other + ", " + label);
                    assertTrue(
                            words.language().equals("en")
                                    || !words.label(label).equals(label)
                                    || label.equals("Question"),
                            pack + " has no word for " + label + " in " + words.language());
                }
            }
        }
    }

    @Test
    void numbersHaveTheirForms() {
        Map<String, Words> words = Packs.read("base").wordsByLanguage();
        assertEquals("21 випадок", words.get("uk").count(Phrase.CASES, 21));
        assertEquals("3 випадки", words.get("uk").count(Phrase.CASES, 3));
        assertEquals("12 випадків", words.get("uk").count(Phrase.CASES, 12));
        assertEquals("1 Fall", words.get("de").count(Phrase.CASES, 1));
        assertEquals("2 个用例", words.get("zh").count(Phrase.CASES, 2));
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
