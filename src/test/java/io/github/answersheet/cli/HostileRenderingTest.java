package io.github.answersheet.cli;

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

/** Sheets made to break the making of a page: it ends in time, with a page. */
class HostileRenderingTest {

    private static final String HEAD = "## Answer 1: Hostile\n\n**Detailed Answer:**\n\n";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void deepNesting() throws IOException {
        assertMakesAPage(">".repeat(10_000) + " x");
        assertMakesAPage("- ".repeat(20_000) + "x");
        assertMakesAPage("[a".repeat(20_000) + "](x)".repeat(20_000));
        assertMakesAPage("*a **b ".repeat(3_000) + "c** d*".repeat(3_000));
        assertMakesAPage("<b>".repeat(20_000) + "x");
        assertMakesAPage("![a".repeat(5_000) + "](x)".repeat(5_000));
    }

    @Test
    void longLinesAndManyBlocks() throws IOException {
        assertMakesAPage("*".repeat(5 << 20));
        assertMakesAPage("```python\n```\n".repeat(10_000));
        assertMakesAPage("| a ".repeat(5_000) + "|\n" + "| - ".repeat(5_000) + "|\n");
        assertMakesAPage("<".repeat(100_000));
        assertMakesAPage("<!--".repeat(20_000));
        assertMakesAPage("<a href=\"".repeat(20_000));
        assertMakesAPage("### x\n\n".repeat(5_000));
        assertMakesAPage("&".repeat(200_000));
    }

    @Test
    void commentsWithoutEnd() throws IOException {
        assertMakesAPage("<!-- x\n\n".repeat(150_000));
        assertMakesAPage("<div>\n" + "<!-- -- > <!--- ".repeat(100_000) + "\n</div>");
        assertMakesAPage("text " + "<!-- x --> <!--".repeat(50_000));
    }

    @Test
    void rowsThatAreFilledUp() throws IOException {
        for (int columns : new int[] {40, 400, 4_000}) {
            String body = "|a".repeat(columns) + "|\n" + "|-".repeat(columns) + "|\n" + "|x\n".repeat(30_000);
            assertMakesAPage(body);
            long page = Files.size(folder.resolve("sheet.html"));
            assertTrue(page < 200_000 + 15L * body.length(), columns + " columns make " + page + " bytes");
        }
    }

    @Test
    void manyAnswers() throws IOException {
        StringBuilder answers = new StringBuilder();
        for (int number = 2; number <= 5_000; number++) {
            answers.append("\n\n## Answer ").append(number).append(": X\n\n**Answer Overview:**\n\nText.");
        }
        assertMakesAPage(answers.toString());
    }

    private void assertMakesAPage(String body) throws IOException {
        Path sheet = Files.writeString(folder.resolve("sheet.md"), HEAD + body);
        CommandRun run = assertTimeoutPreemptively(LONGEST, () -> CommandRun.of("render", sheet.toString()));
        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.size(folder.resolve("sheet.html")) > 10_000);
    }
}
