package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets made to break the checker: it ends in time and within the memory of the tests, with findings or one clean error. */
class HostileSheetsTest {

    private static final String HEAD =
            "## Answer 1: Hostile\n\n**Section:** Conceptual Questions\n\n**Detailed Answer:**\n\n";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int LINE = 50 << 20;

    @TempDir
    private Path folder;

    @Test
    void aLineOfFiftyMegabytes() throws IOException {
        assertEnds("*".repeat(LINE));
    }

    @Test
    void tenThousandFences() throws IOException {
        assertEnds("```python\n".repeat(10_000));
        assertEnds("```text\n```\n".repeat(10_000));
    }

    @Test
    void deepNesting() throws IOException {
        assertEnds(">".repeat(10_000) + " x");
        assertEnds("- ".repeat(20_000) + "x");
        StringBuilder lists = new StringBuilder();
        for (int depth = 0; depth < 1_000; depth++) {
            lists.append("  ".repeat(depth)).append("- x\n");
        }
        assertEnds(lists.toString());
        assertEnds("```python\nx = " + "(".repeat(5_000) + ")".repeat(5_000) + "\n```\n");
        assertEnds("```python\nx = " + "-".repeat(100_000) + "1\n```\n");
    }

    @Test
    void aDiagramThatIsSlowToParse() throws IOException {
        assertEnds("```mermaid\nflowchart TD\n" + " ".repeat(49_000) + "A\n```\n");
    }

    @Test
    void everythingUnbalanced() throws IOException {
        assertEnds("([{<**__``` \"' ```python\n((((\n~~~mermaid\nflowchart TD\n[[[[\"\n> - ```\n".repeat(2_000));
        assertEnds("[a".repeat(20_000) + "]".repeat(20_000));
    }

    @Test
    void thousandsOfFindings() throws IOException {
        assertEnds("### x\n\n".repeat(10_000));
        assertEnds("```mermaid\nflowchart TD\n" + "    A[x y] --> B[c d] --> C\n".repeat(1_000) + "```\n");
    }

    @Test
    void aParagraphThatParsersNeedQuadraticTimeFor() throws IOException {
        assertEnds("**a*b_ ".repeat(100_000));
    }

    @Test
    void twentyThousandAnswersWithoutASection() throws IOException {
        StringBuilder answers = new StringBuilder();
        for (int number = 2; number <= 20_000; number++) {
            answers.append("\n\n## Answer ").append(number).append(": X\n\n**Answer Overview:**\n\nText.");
        }
        assertEnds(answers.toString());
    }

    @Test
    void fortyThousandAnswersWithoutALabel() throws IOException {
        StringBuilder answers = new StringBuilder();
        for (int number = 2; number <= 40_000; number++) {
            answers.append("\n\n## Answer ").append(number).append(": X\n\nText.");
        }
        assertEnds(answers.toString());
    }

    @Test
    void fortyThousandLabelsInOneAnswer() throws IOException {
        assertEnds("x\n\n---\n\n**Detailed Answer:**\n\n".repeat(40_000));
        assertEnds("x\n\n**Other Words:**\n\n".repeat(40_000));
    }

    @Test
    void blanksWhereALabelCouldBe() throws IOException {
        assertEnds(("** " + " ".repeat(190) + "x\n").repeat(10_000));
        assertEnds(("A " + " ".repeat(190) + "x\n").repeat(10_000));
    }

    @Test
    void wordsAndLinesThatNearlyRepeat() throws IOException {
        assertEnds("a a a a a a a b ".repeat(100_000));
        assertEnds(("a".repeat(100_000) + " ").repeat(7).repeat(10) + "b");
        assertEnds("```bash\n" + ("x=1\n".repeat(20) + "y=2\n").repeat(2_000) + "```\n");
    }

    @Test
    void whatIsNoTextIsOneCleanError() throws IOException {
        CommandRun run = check(HEAD + "\0".repeat(1_000));
        assertTrue(run.exit() == 2 && run.err().lines().count() == 1, run.err());
    }

    private void assertEnds(String body) throws IOException {
        CommandRun run = check(HEAD + body);
        assertTrue(run.exit() == 1, run.err());
        assertFalse(run.err().contains("Exception") || run.err().contains("\tat "), run.err());
        assertTrue(run.out().contains("missing-label"), "the other rules spoke");
    }

    private CommandRun check(String text) throws IOException {
        Path sheet = Files.writeString(folder.resolve("sheet.md"), text);
        Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
        return assertTimeoutPreemptively(LONGEST, () -> CommandRun.with(path, "check", sheet.toString()));
    }
}
