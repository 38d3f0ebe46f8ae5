package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flowcharts made up from seeds, right and damaged: what {@code check --fix} makes of them, and how they are drawn. */
class RandomFlowchartsTest {

    private static final int KINDS_OF_SLIPS = 12;
    private static final int IN_A_SHEET = 60;
    private static final Pattern DIAGRAM = Pattern.compile("(?ms)^~{9}mermaid\\n(.*?)^~{9}$");
    private static final MermaidGrammar MERMAID = SharedLanguages.ALL.mermaid();

    @TempDir
    private Path folder;

    @Test
    void fixesOfSomeKeepTheGraph() throws IOException {
        fixesKeepTheGraph(1, 40);
    }

    @Test
    @Tag("campaign")
    void fixesOfManyKeepTheGraph() throws IOException {
        fixesKeepTheGraph(1_000, 300);
    }

    @Test
    void someAreDrawnAsWritten() throws Exception {
        areDrawnAsWritten(1, 20);
    }

    @Test
    @Tag("campaign")
    void manyAreDrawnAsWritten() throws Exception {
        areDrawnAsWritten(1_000, 300);
    }

    private void fixesKeepTheGraph(int seed, int count) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> meant = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RandomFlowchart flowchart = RandomFlowchart.of(seed + i);
            graph(flowchart.code());
            names.add("right");
            before.add(flowchart.code());
            meant.add(flowchart.code());
            for (RandomFlowchart.Slip slip : flowchart.slip(i % KINDS_OF_SLIPS, new Random(seed + i))) {
                names.add(slip.name());
                before.add(slip.damaged());
                meant.add(slip.meant());
            }
        }
        List<String> after = fixed(before);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < before.size(); i++) {
            String was = before.get(i);
            String is = after.get(i);
            String shown = names.get(i) + "\n" + was + "became\n" + is;
            String outcome;
            if (MERMAID.parse(was) instanceof Verdict.Valid valid) {
                assertEquals(valid.diagram().graph(), graph(is), shown);
                outcome = is.equals(was) ? "valid, untouched" : "valid, mended";
            } else if (MERMAID.parse(is) instanceof Verdict.Valid valid) {
                assertEquals(graph(meant.get(i)), valid.diagram().graph(), shown);
                outcome = "refused, mended as meant";
            } else {
                assertEquals(was, is, names.get(i));
                outcome = "refused, left with its error";
            }
            outcomes.merge(names.get(i) + ": " + outcome, 1, Integer::sum);
        }
        outcomes.forEach((outcome, times) -> System.out.println(times + " " + outcome));
        assertTrue(outcomes.keySet().stream().anyMatch(o -> o.endsWith("mended as meant")), outcomes::toString);
        assertTrue(outcomes.keySet().stream().anyMatch(o -> o.endsWith("left with its error")), outcomes::toString);
    }

    private void areDrawnAsWritten(int seed, int count) throws Exception {
        TestBrowser.program(RandomFlowchartsTest.class);
        for (int from = 0; from < count; from += IN_A_SHEET) {
            List<RandomFlowchart> flowcharts = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + IN_A_SHEET); i++) {
                flowcharts.add(RandomFlowchart.of(seed + i));
            }
            List<DiagramLabelsTest.Drawing> drawings = DiagramLabelsTest.drawn(
                    folder, flowcharts.stream().map(RandomFlowchart::code).toList());
            for (int i = 0; i < drawings.size(); i++) {
                TreeSet<String> drawn = new TreeSet<>(drawings.get(i).texts());
                drawn.remove("");
                assertEquals(flowcharts.get(i).shown(), drawn, flowcharts.get(i).code());
            }
        }
    }

    private static String graph(String code) {
        return assertInstanceOf(Verdict.Valid.class, MERMAID.parse(code), code)
                .diagram()
                .graph();
    }

    // As answers of sheets, mended in their files.
    private List<String> fixed(List<String> diagrams) throws IOException {
        List<String> fixed = new ArrayList<>();
        for (int from = 0; from < diagrams.size(); from += IN_A_SHEET) {
            StringBuilder sheet = new StringBuilder("# Quiz\n");
            for (int i = from; i < Math.min(diagrams.size(), from + IN_A_SHEET); i++) {
                sheet.append("\n## Answer ")
                        .append(i + 1)
                        .append(": A\n\n**Visual Explanation:**\n\n~~~~~~~~~mermaid\n");
                sheet.append(diagrams.get(i)).append("~~~~~~~~~\n");
            }
            Path file = Files.writeString(folder.resolve("sheet.md"), sheet);
            Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), "XDG_CACHE_HOME", folder.toString());
            CommandRun run = CommandRun.with(variables, "check", "--fix", file.toString());
            assertEquals(1, run.exit(), run.err());
            Matcher diagram = DIAGRAM.matcher(Files.readString(file));
            while (diagram.find()) {
                fixed.add(diagram.group(1));
            }
        }
        assertEquals(diagrams.size(), fixed.size());
        return fixed;
    }
}
