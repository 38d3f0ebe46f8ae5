package io.github.answersheet.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack that somebody makes: the one that comes with the program, changed. */
class OwnPackTest {

    private static final String QUIZ = ProjectFiles.SAMPLE_QUIZ.toString();

    @TempDir
    private Path temporary;

    private Path pack;

    @BeforeEach
    void copyThePack() throws IOException {
        Path from = ProjectFiles.ROOT.resolve("prompts/sre-scripting");
        pack = temporary.resolve("pack");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, pack.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void anExemplarMayBeMissingAndItsHeadingGoesWithIt() throws IOException {
        assertTrue(prompt(1).contains("\n# Exemplar: Conceptual\n"), "the first question has one");
        Files.delete(pack.resolve("exemplars/conceptual.md"));
        String without = prompt(1);
        assertFalse(without.contains("xemplar"), without);
        assertTrue(prompt(6).contains("\n# Exemplar: Code Analysis\n"), "the other categories keep theirs");
    }

    @Test
    void aPackWithoutAnyExemplarNeedsNoWordsAroundThem() throws IOException {
        for (String id : new String[] {"conceptual", "code-analysis", "coding-challenge", "application"}) {
            Files.delete(pack.resolve("exemplars/" + id + ".md"));
        }
        Files.delete(pack.resolve("exemplar.md"));
        change("system.md", "{{exemplar}}", "");
        assertFalse(prompt(1).contains("xemplar"));
        CommandRun plan = CommandRun.of("generate", QUIZ, "--pack", pack.toString(), "--dry-run");
        assertEquals(0, plan.exit(), plan.err());
    }

    @Test
    void anExemplarThatWouldNotBeSentIsAProblem() throws IOException {
        Files.delete(pack.resolve("exemplar.md"));
        change("system.md", "{{exemplar}}", "");
        String problems = refused();
        assertTrue(problems.contains("exemplar.md: the pack has no such file"), problems);
        assertTrue(problems.contains("missing variable {{exemplar}}"), problems);
    }

    private String prompt(int question) {
        CommandRun run =
                CommandRun.of("prompt", QUIZ, "--question", Integer.toString(question), "--pack", pack.toString());
        assertEquals(0, run.exit(), run.err());
        return run.out();
    }

    private String refused() {
        CommandRun run = CommandRun.of("inspect", QUIZ, "--pack", pack.toString());
        assertEquals(2, run.exit(), run.out());
        return run.err();
    }

    private void change(String file, String old, String changed) throws IOException {
        String text = Files.readString(pack.resolve(file));
        assertTrue(text.contains(old), file + " has no " + old);
        Files.writeString(pack.resolve(file), text.replace(old, changed));
    }
}
