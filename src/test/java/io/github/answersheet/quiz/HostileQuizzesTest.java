package io.github.answersheet.quiz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quizzes made to break the reader: it ends in time, with the questions. */
class HostileQuizzesTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void rowsThatAreFilledUp() throws IOException {
        assertRead("|a".repeat(400) + "|\n" + "|-".repeat(400) + "|\n" + "|x\n".repeat(20_000));
    }

    @Test
    void summariesWithoutEnd() throws IOException {
        assertRead("<details><summary>\n".repeat(60_000));
        assertRead("<details><summary ".repeat(60_000));
    }

    @Test
    void commentsWithoutEnd() throws IOException {
        assertRead("<!-- x\n\n".repeat(120_000));
    }

    private void assertRead(String middle) throws IOException {
        String text = "# Quiz\n\n## Conceptual Questions\n\n1. What is a first thing?\n2. What is a second thing?\n\n"
                + middle;
        Path quiz = Files.writeString(folder.resolve("quiz.md"), text);
        CommandRun run = assertTimeoutPreemptively(LONGEST, () -> CommandRun.of("inspect", quiz.toString()));
        assertEquals(
                0,
                run.exit(),
                () -> run.err().substring(0, Math.min(500, run.err().length())));
        assertTrue(run.out().contains("What is a second thing?"));
    }
}
