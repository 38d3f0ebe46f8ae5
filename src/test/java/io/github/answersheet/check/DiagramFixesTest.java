package io.github.answersheet.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check --fix} on diagrams: what it may change, and what it leaves as it was. */
class DiagramFixesTest {

    private static final String HEAD = "## Answer 1: Fixes\n\n**Visual Explanation:**\n\n```mermaid\n";

    @TempDir
    private Path folder;

    private String told = "";

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "A[Web tier] e1@--> B[App tier]¶e1@{ animate: true } → A[\"Web tier\"] e1@--> B[\"App tier\"]¶e1@{ animate: true }",
                "A[\"First of all\"] --> B --> A[\"Last\"] → A[\"First of all\"] --> B¶B --> A[\"Last\"]",
                "A[/one side\\] --> B[\\other side/] → A[/\"one side\"\\] --> B[\\\"other side\"/]",
                "A[one x]:::k --> B[two y] -->|or not| C → A[\"one x\"]:::k --> B[\"two y\"]¶B -->|or not| C",
                "subgraph all the \"big\" ones¶A¶end → subgraph \"all the #quot;big#quot; ones\"¶A¶end",
                "A[list[0] (first)] -->|f(x)| B{exit > 0?} → A[\"list[0] (first)\"] -->|\"f(x)\"| B{\"exit > 0?\"}",
                "A[\"ssh <host>\"] --> B → A[\"ssh #lt;host#gt;\"] --> B",
            })
    void quotesAndLinesAreMended(String before, String after) throws IOException {
        assertEquals(lines(after), mended(lines(before), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A[Open file] -> B[Read file]¶B --> C[Close it]",
                "A[Open file] B[Read file]¶B --> C",
                "A[Open file] - -> B[Read file]",
                "A[Open file --> B[Read file]",
                "A[Open file --> B(Read file)]¶B -> C",
                "A[Open file) --> B[Read file]",
                "A[Open file) & B>Read file]¶B --> C",
                "A[\"Open file] --> B[\"Read file\"]",
                "A[\"lines:¶one --> two --> three¶a & b; c¶end\"] --> B",
                "accDescr {¶A --> B --> C¶x & y --> z¶}¶A --> B",
            })
    void whatCannotBeProvedStays(String diagram) throws IOException {
        assertEquals(lines(diagram), mended(lines(diagram), Map.of()));
    }

    @Test
    void withoutTheGrammarNothingIsMendedAndThatIsSaid() throws IOException {
        String diagram = lines("A[\"one<br>two\"] --> B[two words]");
        assertEquals(diagram, mended(diagram, Map.of("ANSWERSHEET_MERMAID", "off")));
        assertTrue(told.contains("not mended, since Mermaid could not be asked"), told);
    }

    private String mended(String diagram, Map<String, String> more) throws IOException {
        Path sheet = Files.writeString(folder.resolve("sheet.md"), HEAD + diagram + "```\n");
        Map<String, String> variables = new HashMap<>(more);
        variables.put("PATH", System.getenv("PATH"));
        variables.put("XDG_CACHE_HOME", folder.toString());
        CommandRun run = CommandRun.with(variables, "check", "--fix", sheet.toString());
        assertEquals(1, run.exit(), run.err());
        told = run.out();
        String text = Files.readString(sheet);
        return text.substring(HEAD.length(), text.lastIndexOf("```"));
    }

    private static String lines(String statements) {
        return "flowchart TD\n" + statements.replace("¶", "\n") + "\n";
    }
}
