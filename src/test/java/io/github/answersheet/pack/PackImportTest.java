package io.github.answersheet.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.pack.PackImport.Fate;
import io.github.answersheet.pack.PackImport.Imported;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prompt that somebody has for a chat becomes a pack. */
class PackImportTest {

    private static final Path PROMPTS = ProjectFiles.ROOT.resolve("src/test/resources/prompts");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            storage-lesson-3 | Storage for Operators - Lesson 3 | multiple-choice, true-false, fill-in-the-blank, matching, ordering, diagram-based
            networks-first-evening | Networks, First Evening | general
            queries-that-wait | Queries That Wait - Day 4 | multiple-choice-with-diagram, multiple-choice, ordering-with-diagram
            many-stores-day-9 | Many Stores, One Shop - Day 9 | multiple-choice, matching
            container-master | Container Course: Master | multiple-choice, true-false
            shell-at-work | Shell at Work | concept, code-review, scripting-exercise
            """)
    void everyCategoryIsThereWithEveryLabel(String file, String title, String categories) {
        SourceText prompt = prompt(file);
        Pack pack = pack(file);
        assertEquals(title, pack.title());
        assertEquals(categories, pack.categories().stream().map(Category::id).collect(Collectors.joining(", ")));
        long written = prompt.text()
                .lines()
                .filter(line -> line.matches("\\*\\*[^*:]+:\\*\\*.*"))
                .count();
        long exemplars = pack.categories().stream()
                .flatMap(c -> c.exemplar().stream())
                .flatMap(String::lines)
                .filter(line -> line.matches("\\*\\*[^*:]+:\\*\\*.*"))
                .count();
        long taken = pack.categories().stream()
                .mapToLong(c -> c.format().labels().size())
                .sum();
        assertEquals(written, taken + exemplars, "labels of the prompt");
        assertFalse(pack.parts().get("role").isBlank());
    }

    @Test
    void rolesAndWhatMayBeLeftOutAreSeen() {
        assertEquals(
                "Question (question), Correct Matches (choice), Explanation (explanation), Engine Note, Link to the"
                        + " Course, On Call, One More Thing, Visual Explanation (diagram)?",
                labels("storage-lesson-3", "matching"));
        assertEquals(
                "Question (question), Summary (overview), Problems Found (issues), Repaired Script (solution), What"
                        + " Changed (changes)",
                labels("shell-at-work", "code-review"));
        assertEquals(
                "Question (question), Plan, Script (solution), Testing (tests), Other Ways?",
                labels("shell-at-work", "scripting-exercise"));
        Pack shell = pack("shell-at-work");
        assertTrue(shell.category("code-review").orElseThrow().proved(), "both scripts can be run");
        assertFalse(shell.category("concept").orElseThrow().proved());
    }

    @Test
    void focusDiagramsResourcesAndExamplesComeAlong() {
        Pack shell = pack("shell-at-work");
        assertTrue(shell.parts().get("focus").contains("what the shell splits"));
        assertEquals(
                List.of("Additional Resources and References", "Best Practices to Keep"),
                shell.closing().stream().map(ClosingPart::heading).toList());
        assertTrue(shell.closing().get(0).body().startsWith("1. **Manuals:**"), "readers are told no orders");
        assertTrue(shell.closing().get(1).body().startsWith("- Quote every variable"));
        String exemplar = shell.category("concept").orElseThrow().exemplar().orElseThrow();
        assertTrue(exemplar.startsWith("## Answer 2: Quoting") && exemplar.endsWith("without an operand."), exemplar);
        assertTrue(pack("container-master").parts().get("mermaid").contains("Quote each label"));
        assertTrue(pack("storage-lesson-3").parts().get("answer-rules").contains("drawers for blocks"));
    }

    @Test
    void itTellsWhatItLeftAndWhatItWasUnsureOf() {
        Imported master = PackImport.of(prompt("container-master"), Optional.of("containers"));
        assertEquals("containers", master.name());
        assertTrue(
                master.notes().stream()
                        .anyMatch(note ->
                                note.fate() == Fate.UNSURE && note.what().contains("[TEACHER_NAME]")),
                master.notes().toString());
        assertTrue(
                master.notes().stream()
                        .anyMatch(note -> note.fate() == Fate.LEFT
                                && note.what().equals("\"Question Type\": the program writes it")),
                master.notes().toString());
        assertEquals(
                master.notes().stream().map(PackImport.Note::line).sorted().toList(),
                master.notes().stream().map(PackImport.Note::line).toList());
    }

    @Test
    void aLineOfTheQuizIsNoPartOfTheAnswer() {
        Imported storage = PackImport.of(prompt("storage-lesson-3"), Optional.empty());
        assertTrue(storage.notes().stream().anyMatch(note -> note.fate() == Fate.LEFT && note.line() == 41));
        assertFalse(storage.files().get("templates/matching.md").contains("🔍"));
    }

    @Test
    void aFenceThatIsNotClosedIsTold() {
        String text = prompt("storage-lesson-3").text();
        int end = text.indexOf("```\n\n### True/False");
        String problem = refused(text.substring(0, end) + text.substring(end + 4));
        assertTrue(
                problem.contains("prompt.md:39:1: this fence is not closed before the next heading; close it with ```"),
                problem);
    }

    @Test
    void damageIsToldAllAtOnce() {
        String problem =
                refused("# A Course\n\n## Formats\n\n### One Format\n```\n## Answer X\n**Question:** [it]\n```\n\n"
                        + "### Two Format\n```\n**Question:** [it]\n\n**Why:** [it]\n\n**Why:** [it]\n```\n\n"
                        + "### Two Format\n```\n**Question:** [it]\n\n**Why:** [it]\n```\n");
        assertTrue(problem.contains("prompt.md:7:1: this format has the one label Question"), problem);
        assertTrue(problem.contains("the format has the label Why twice"), problem);
        assertTrue(
                problem.contains("this is a second format of the category Two; give its heading another name"),
                problem);
    }

    @Test
    void whatHasNoFormatIsNoPrompt() {
        assertTrue(refused("# A Course\n\nWrite good answers.\n").contains("no answer format was found"));
        assertTrue(refused("").contains("no answer format was found"));
        assertTrue(refused("```\n").contains("prompt.md:1:1: this fence is not closed"));
    }

    @Test
    void aFormatWithoutTheQuestionGetsOne() {
        Imported made = PackImport.of(
                SourceText.of(
                        "prompt.md", "## Short Answer Format\n```\n**Answer:** [one word]\n\n**Why:** [why]\n```\n"),
                Optional.empty());
        assertEquals("Question", Packs.read(made.files()).question());
        assertTrue(made.notes().stream()
                .anyMatch(note -> note.fate() == Fate.UNSURE && note.what().contains("one is put first")));
    }

    private static String refused(String text) {
        return assertThrows(
                        InputException.class, () -> PackImport.of(SourceText.of("prompt.md", text), Optional.empty()))
                .getMessage();
    }

    private static SourceText prompt(String file) {
        return TextFiles.read(PROMPTS.resolve(file + ".md"));
    }

    private static Pack pack(String file) {
        return Packs.read(PackImport.of(prompt(file), Optional.empty()).files());
    }

    private static String labels(String file, String category) {
        return pack(file).category(category).orElseThrow().format().labels().stream()
                .map(label -> label.name()
                        + label.roles().stream()
                                .map(role -> " (" + role.word() + ")")
                                .collect(Collectors.joining())
                        + (label.required() ? "" : "?"))
                .collect(Collectors.joining(", "));
    }
}
