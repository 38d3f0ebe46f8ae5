package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.answersheet.sandbox.Bubblewrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample that newcomers see first. */
@Tag("java")
class SampleTest {

    /** {@code mvn test -Dgolden=rewrite} writes the sheet anew. */
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));

    private static final Path SHEET = ProjectFiles.SAMPLE.resolve("quiz.answers.md");
    private static final Path RECORD = ProjectFiles.SAMPLE.resolve("quiz.answers.json");

    @Test
    void theSheetInTheCheckoutIsTheOneThatIsGenerated() throws IOException {
        Map<String, String> variables = Map.of("PATH", System.getenv("PATH"));
        CommandRun run = CommandRun.with(
                variables,
                "generate",
                ProjectFiles.SAMPLE_QUIZ.toString(),
                "--replay",
                ProjectFiles.SAMPLE_REPLIES.toString(),
                "-o",
                "-");
        assertEquals(0, run.exit(), run.err());
        if (REWRITE) {
            Files.deleteIfExists(SHEET);
            Files.deleteIfExists(RECORD);
            CommandRun written = CommandRun.with(
                    variables,
                    "generate",
                    ProjectFiles.SAMPLE_QUIZ.toString(),
                    "--replay",
                    ProjectFiles.SAMPLE_REPLIES.toString());
            assertEquals(0, written.exit(), written.err());
        }
        String sheet = Files.readString(SHEET);
        if (Bubblewrap.probe(variables).unavailable().isPresent()) {
            // Then nothing was run, and everything else is the same.
            sheet = sheet.replaceAll("\nVerified by execution: .*\n", "")
                    .replaceAll("(?s)\nOutput when it was run[^\n]*:\n\n(`{3,})text\n.*?\n\\1\n", "");
        }
        String[] expected = sheet.split("\n", -1);
        String[] actual = run.out().split("\n", -1);
        for (int i = 0; i < Math.max(expected.length, actual.length); i++) {
            String was = i < expected.length ? expected[i] : "(end)";
            String is = i < actual.length ? actual[i] : "(end)";
            assertEquals(was, is, "line " + (i + 1) + " of " + SHEET + "; rewrite it with -Dgolden=rewrite");
        }
    }

    @Test
    void itsRecordIsThereAndShort() throws IOException {
        String record = Files.readString(RECORD);
        assertTrue(3 * record.length() <= Files.readString(SHEET).length(), record.length() + " characters");
        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(ProjectFiles.ROOT.resolve("src/main/resources/record-1.schema.json")),
                                InputFormat.JSON)
                        .validate(record, InputFormat.JSON));
        CommandRun status = CommandRun.of("status", SHEET.toString(), "--require", "valid");
        assertEquals(0, status.exit(), status.out() + status.err());
        assertFalse(status.out().contains("by hand"), status.out());
    }

    @Test
    void itPassesItsChecks() {
        CommandRun run = CommandRun.of("check", SHEET.toString(), "--quiz", ProjectFiles.SAMPLE_QUIZ.toString());
        assertEquals(0, run.exit(), run.out());
        assertTrue(run.out().contains("15 answers, 0 errors, 0 warnings; "), run.out());
        assertFalse(run.out().contains("UNCHECKED"), run.out());
    }
}
