package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.pack.Packs;
import io.github.answersheet.sandbox.Bubblewrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample that newcomers see first. */
@Tag("java")
class SampleTest {

    /** {@code mvn test -Dgolden=rewrite} writes the sheet anew. */
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));

    private static final Path SHEET = ProjectFiles.SAMPLE.resolve("quiz.answers.md");
    private static final Path RECORD = ProjectFiles.SAMPLE.resolve("quiz.answers.json");

    @Test
    void theSheetInTheCheckoutIsTheOneThatIsGenerated() throws IOException {
        generatesItsSheet("sre-python-scripting", Packs.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"databases", "python-fundamentals"})
    void soIsThatOfEachOtherPack(String pack) throws IOException {
        generatesItsSheet(pack, pack);
        Path sample = ProjectFiles.ROOT.resolve("samples").resolve(pack);
        CommandRun check = CommandRun.of(
                "check",
                sample.resolve("quiz.answers.md").toString(),
                "--quiz",
                sample.resolve("quiz.md").toString());
        assertEquals(0, check.exit(), check.out());
        assertTrue(check.out().contains(" answers, 0 errors, 0 warnings; "), check.out());
    }

    private static void generatesItsSheet(String sample, String pack) throws IOException {
        Path from = ProjectFiles.ROOT.resolve("samples").resolve(sample);
        Path golden = from.resolve("quiz.answers.md");
        Map<String, String> variables = Map.of("PATH", System.getenv("PATH"));
        CommandRun run = CommandRun.with(
                variables,
                "generate",
                from.resolve("quiz.md").toString(),
                "--pack",
                pack,
                "--replay",
                from.resolve("replies").toString(),
                "-o",
                "-");
        assertEquals(0, run.exit(), run.err());
        if (REWRITE) {
            Files.deleteIfExists(golden);
            Files.deleteIfExists(from.resolve("quiz.answers.json"));
            CommandRun written = CommandRun.with(
                    variables,
                    "generate",
                    from.resolve("quiz.md").toString(),
                    "--pack",
                    pack,
                    "--replay",
                    from.resolve("replies").toString());
            assertEquals(0, written.exit(), written.err());
        }
        String sheet = Files.readString(golden);
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
            assertEquals(was, is, "line " + (i + 1) + " of " + golden + "; rewrite it with -Dgolden=rewrite");
        }
    }

    @Test
    void itsRecordIsThereAndShort() throws IOException {
        String record = Files.readString(RECORD);
        assertTrue(3 * record.length() <= Files.readString(SHEET).length(), record.length() + " characters");
        assertEquals(List.of(), PublishedSchemas.problems("record-1", record));
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
