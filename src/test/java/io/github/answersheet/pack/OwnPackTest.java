package io.github.answersheet.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack that somebody makes: the one that comes with the program, changed. */
class OwnPackTest {

    private static final String QUIZ = ProjectFiles.RECORDED_QUIZ.toString();

    private static final List<String> CATEGORIES =
            List.of("conceptual", "code-analysis", "coding-challenge", "application");

    @TempDir
    private Path temporary;

    private Path pack;

    @BeforeEach
    void copyThePack() throws IOException {
        pack = temporary.resolve("pack");
        copy(ProjectFiles.ROOT.resolve("prompts/base"));
        copy(ProjectFiles.ROOT.resolve("prompts/sre-scripting"));
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = pack.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void giveExemplars() throws IOException {
        for (String id : CATEGORIES) {
            Files.createDirectories(pack.resolve("exemplars"));
            Files.writeString(pack.resolve("exemplars/" + id + ".md"), "## Answer 9: A model of " + id + "\n");
        }
    }

    @Test
    void anExemplarMayBeMissingAndItsHeadingGoesWithIt() throws IOException {
        giveExemplars();
        assertTrue(
                prompt(1).contains("\n<exemplar>\n## Answer 9: A model of conceptual\n"), "the first question has one");
        Files.delete(pack.resolve("exemplars/conceptual.md"));
        String without = prompt(1);
        assertFalse(without.contains("xemplar"), without);
        assertTrue(prompt(6).contains("\n## Answer 9: A model of code-analysis\n"), "the other categories keep theirs");
    }

    @Test
    void aPackWithoutAnyExemplarNeedsNoWordsAroundThem() throws IOException {
        change("system.md", "{{exemplar}}", "");
        assertFalse(prompt(1).contains("xemplar"));
        CommandRun plan = CommandRun.of("generate", QUIZ, "--pack", pack.toString(), "--dry-run");
        assertEquals(0, plan.exit(), plan.err());
    }

    @Test
    void anExemplarThatWouldNotBeSentIsAProblem() throws IOException {
        giveExemplars();
        Files.writeString(pack.resolve("exemplar.md"), "");
        change("system.md", "{{exemplar}}", "");
        String problems = refused();
        assertTrue(problems.contains("exemplar.md: the file is empty"), problems);
        assertTrue(problems.contains("missing variable {{exemplar}}"), problems);
    }

    @Test
    void aTemplateSaysHowLongASectionMayBeAndTheModelIsNotMadeToCount() throws IOException {
        remark("Answer Overview", "(up to 60 words)");
        remark("Example Code", "(optional) (100 to 250 words, 10 to 40 lines of code)");
        remark("Visual Explanation", "(up to 1 line) (optional)");
        String prompt = prompt(1);
        assertTrue(prompt.contains("\n**Answer Overview:**\n"), prompt);
        assertTrue(prompt.contains("\n**Example Code:**\n\nLeave this label out where it does not help.\n"), prompt);
        AnswerFormat format =
                Packs.read(pack.toString()).category("conceptual").orElseThrow().format();
        Label code = format.label("Example Code").orElseThrow();
        assertFalse(code.required());
        assertEquals("Optional[100 to 250]", code.length().words().toString());
        assertEquals("Optional[10 to 40]", code.length().codeLines().toString());
        assertEquals(
                format.labels().stream()
                        .flatMap(label -> label.length().words().stream())
                        .mapToInt(Length.Bounds::most)
                        .sum(),
                format.length().words().orElseThrow().most());
        assertEquals(41, format.length().codeLines().orElseThrow().most());
        assertEquals(Length.ANY, format.label("Question").orElseThrow().length());
    }

    @Test
    void aLengthThatIsNotUnderstoodIsToldWithItsPlace() throws IOException {
        remark("Answer Overview", "(about 60 words)");
        remark("Detailed Answer", "(600 to 350 words)");
        remark("Example Code", "(up to 9 words, up to 8 words)");
        remark("SRE Perspective", "(up to 90 words");
        remark("Question", "(question) (up to 90 words)");
        String problems = refused();
        assertTrue(problems.contains("conceptual.md:7:23: (about 60 words) is not understood; known are"), problems);
        assertTrue(problems.contains("conceptual.md:11:23: (600 to 350 words) leaves no length"), problems);
        assertTrue(problems.contains("conceptual.md:15:35: says twice what it says of words"), problems);
        assertTrue(problems.contains("conceptual.md:19:22: only remarks in parentheses"), problems);
        assertTrue(problems.contains("conceptual.md:3:15: the question is copied"), problems);
    }

    @Test
    void whatStrangersWroteHasToStandInAFence() throws IOException {
        change("draft.md", "Write answer {{number}}.", "Write answer {{number}} of {{section}}.");
        change("repair.md", "{{fence}}\n{{findings}}\n{{fence}}", "{{findings}}");
        change("notes/key.md", "{{key}}\n{{fence}}", "{{key}}");
        change("section.md", "{{notes}}\n\n", "");
        change("section.md", "{{written}}", "{{written}}\n{{notes}}");
        change("examiner/request.md", "{{fence}}\n{{program}}", "A file {{fence}}\n{{program}}");
        String problems = refused();
        assertTrue(
                problems.contains("draft.md:1:28: {{section}} is text of strangers and has to stand between two lines"),
                problems);
        assertTrue(problems.contains("repair.md:19:1: {{findings}} is text of strangers"), problems);
        assertTrue(problems.contains("key.md: the last {{fence}} is not closed by another"), problems);
        assertTrue(problems.contains("{{notes}} has fences of its own and cannot stand in one"), problems);
        assertTrue(problems.contains("request.md:21:8: {{fence}} has to be a line of its own"), problems);
    }

    @Test
    void promptsNameEachQuestionByItsWholeFirstSentence() throws IOException {
        Path quiz = Files.writeString(
                temporary.resolve("quiz.md"),
                "# Quiz\n\n## Concepts\n\n1. What is a lock? It has a name. Give an example of its use in a script.\n\n"
                        + "2. Review this. What happens when Python 3.12 reads the file `app.log` while another process still"
                        + " writes to it? Say why.\n\n3. " + "Explain the words that go on and on ".repeat(10)
                        + "here.\n");
        // Each question has a number of its own, whatever its place.
        String prompt = prompt(quiz.toString(), 1).replaceAll("(?m)^\\d{4}\\. ", "# ");
        assertTrue(
                prompt.contains("\n# What is a lock? It has a name. Give an example of its use in a script.\n"),
                prompt);
        assertTrue(
                prompt.contains("\n# Review this. What happens when Python 3.12 reads the file `app.log` while another"
                        + " process still writes to it?\n"),
                prompt);
        assertTrue(
                prompt.contains(
                        "\n# " + "Explain the words that go on and on ".repeat(6) + "Explain the words that…\n"),
                prompt);
    }

    @Test
    void aTemplateSaysWhatItsSectionsAreFor() throws IOException {
        remark("Example Code", "(solution) (tests) (at least 2 entries)");
        Label code = Packs.read(pack.toString())
                .category("conceptual")
                .orElseThrow()
                .format()
                .label("Example Code")
                .orElseThrow();
        assertTrue(code.is(Role.SOLUTION) && code.is(Role.TESTS) && !code.is(Role.ISSUES), code.toString());
        assertEquals(2, code.entries());
        remark("Question", "");
        assertTrue(refused().contains("the first of them alone is marked (question)"), refused());
        remark("Question", "(question)");
        remark("Example Code", "(solution) (solution) (solutions)");
        String problems = refused();
        assertTrue(problems.contains("conceptual.md:15:31: says twice what it says of solution"), problems);
        assertTrue(problems.contains("(solutions) is not understood; known are"), problems);
    }

    @Test
    void aQuestionMayHaveAnotherLabelIfItHasItEverywhere() throws IOException {
        change("templates/conceptual.md", "**Question:**", "**Task:**");
        assertTrue(
                refused()
                        .contains("the label that is marked (question) has to be the same in all templates, and is"
                                + " Task, Question"),
                refused());
        for (String id : CATEGORIES.subList(1, 4)) {
            change("templates/" + id + ".md", "**Question:**", "**Task:**");
        }
        assertEquals("Task", Packs.read(pack.toString()).question());
    }

    @Test
    void aPackHoldsOnlyWhatDiffers() throws IOException {
        Path own = Files.createDirectories(temporary.resolve("physics"));
        Files.writeString(
                own.resolve("pack.json"),
                "{\"name\": \"physics\", \"version\": \"1\", \"title\": \"Physics\", \"extends\": \"base\"}");
        Files.createDirectories(own.resolve("parts"));
        Files.writeString(own.resolve("parts/role.md"), "You teach physics.");
        CommandRun run = CommandRun.of("prompt", QUIZ, "--question", "1", "--pack", own.toString());
        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.out().contains("\nYou teach physics.\n") && run.out().contains("\n**Explanation:**\n"), run.out());
        // One beside it is found before one that comes along, and the other way round is refused.
        Path next = Files.createDirectories(temporary.resolve("optics"));
        Files.writeString(
                next.resolve("pack.json"),
                "{\"name\": \"optics\", \"version\": \"1\", \"title\": \"Optics\", \"extends\": \"physics\"}");
        assertEquals("You teach physics.", Packs.read(next.toString()).parts().get("role"));
        Files.writeString(own.resolve("pack.json"), "{\"extends\": \"optics\"}");
        assertTrue(CommandRun.of("inspect", QUIZ, "--pack", own.toString())
                .err()
                .contains("extends a pack that extends this one"));
        Files.writeString(own.resolve("pack.json"), "{\"extends\": \"../../etc\"}");
        assertTrue(CommandRun.of("inspect", QUIZ, "--pack", own.toString())
                .err()
                .contains("extends \"../../etc\", and there is no such pack"));
    }

    @Test
    void whatAPackInheritsIsNamedWhereItLacks() throws IOException {
        Path own = Files.createDirectories(temporary.resolve("physics"));
        Files.writeString(own.resolve("pack.json"), "{\"extends\": \"base\", \"colour\": \"red\"}");
        String problems =
                CommandRun.of("inspect", QUIZ, "--pack", own.toString()).err();
        for (String key : List.of("name", "version", "title")) {
            assertTrue(problems.contains("missing key \"" + key + "\""), problems);
        }
        assertTrue(problems.contains("physics/pack.json: unknown key \"colour\""), problems);
    }

    private String prompt(int question) {
        return prompt(QUIZ, question);
    }

    private String prompt(String quiz, int question) {
        CommandRun run =
                CommandRun.of("prompt", quiz, "--question", Integer.toString(question), "--pack", pack.toString());
        assertEquals(0, run.exit(), run.err());
        return run.out();
    }

    private String refused() {
        CommandRun run = CommandRun.of("inspect", QUIZ, "--pack", pack.toString());
        assertEquals(2, run.exit(), run.out());
        return run.err();
    }

    // Puts remarks behind a label in place of those that stand there.
    private void remark(String label, String remarks) throws IOException {
        Path template = pack.resolve("templates/conceptual.md");
        String text = Files.readString(template);
        String line = text.lines()
                .filter(l -> l.startsWith("**" + label + ":**"))
                .findFirst()
                .orElseThrow();
        Files.writeString(template, text.replace(line, "**" + label + ":** " + remarks));
    }

    private void change(String file, String old, String changed) throws IOException {
        String text = Files.readString(pack.resolve(file));
        assertTrue(text.contains(old), file + " has no " + old);
        Files.writeString(pack.resolve(file), text.replace(old, changed));
    }
}
