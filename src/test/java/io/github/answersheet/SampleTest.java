package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sample that newcomers see first. */
class SampleTest {

    /** {@code mvn test -Dgolden=rewrite} writes the sheet anew. */
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));

    private static final Path SHEET = ProjectFiles.SAMPLE.resolve("quiz.answers.md");

    @Test
    void theSheetInTheCheckoutIsTheOneThatIsGenerated() throws IOException {
        CommandRun run = CommandRun.of(
                "generate",
                ProjectFiles.SAMPLE_QUIZ.toString(),
                "--replay",
                ProjectFiles.SAMPLE_REPLIES.toString(),
                "-o",
                "-");
        assertEquals(0, run.exit(), run.err());
        if (REWRITE) {
            Files.writeString(SHEET, run.out());
        }
        String[] expected = Files.readString(SHEET).split("\n", -1);
        String[] actual = run.out().split("\n", -1);
        for (int i = 0; i < Math.max(expected.length, actual.length); i++) {
            String was = i < expected.length ? expected[i] : "(end)";
            String is = i < actual.length ? actual[i] : "(end)";
            assertEquals(was, is, "line " + (i + 1) + " of " + SHEET + "; rewrite it with -Dgolden=rewrite");
        }
    }

    @Test
    void itPassesItsChecks() {
        CommandRun run = CommandRun.of("check", SHEET.toString(), "--quiz", ProjectFiles.SAMPLE_QUIZ.toString());
        assertEquals(0, run.exit(), run.out());
        assertTrue(run.out().contains("15 answers, 0 errors, 0 warnings; "), run.out());
        assertFalse(run.out().contains("UNCHECKED"), run.out());
    }
}
