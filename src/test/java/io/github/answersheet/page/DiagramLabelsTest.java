package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.TestBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is drawn is what is written, in a real browser. */
class DiagramLabelsTest {

    private static final List<String> LABELS = List.of(
            "disk > 90% ?",
            "load < 5",
            "a -> b",
            "cmd >> log 2>&1",
            "ssh <host>",
            "<a> & <b>",
            "__init__",
            "*all* of `it`",
            "~~no~~",
            "1. first",
            "2) second",
            "- item",
            "+ plus",
            "# no heading",
            "> no quote",
            "| a | b |",
            "[text](address)",
            "https://example.org/x",
            "a@example.org",
            "C:\\new\\table",
            "x_1 = y_2 * z_3",
            "50 %",
            "a; b",
            "&amp");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        TestBrowser.program(DiagramLabelsTest.class);
    }

    @Test
    void labelsOfFlowchartsAreDrawnAsWritten() throws Exception {
        StringBuilder nodes = new StringBuilder("flowchart TD\n");
        StringBuilder edges = new StringBuilder("flowchart TD\n");
        StringBuilder groups = new StringBuilder("flowchart TD\n");
        for (int i = 0; i < LABELS.size(); i++) {
            nodes.append("    n").append(i).append("[\"").append(LABELS.get(i)).append("\"]\n");
            edges.append("    a --> |\"")
                    .append(LABELS.get(i))
                    .append("\"| b")
                    .append(i)
                    .append("\n");
            groups.append("    subgraph g")
                    .append(i)
                    .append("[\"")
                    .append(LABELS.get(i))
                    .append("\"]\n    c")
                    .append(i)
                    .append("\n    end\n");
        }
        List<Drawing> drawings = drawn(nodes.toString(), edges.toString(), groups.toString());
        for (Drawing drawing : drawings) {
            for (String label : LABELS) {
                assertTrue(drawing.texts().contains(label), () -> label + " in " + drawing.texts());
                assertTrue(
                        drawing.description().contains(label)
                                || drawing.description().length() > 1_000,
                        label);
            }
        }
    }

    @Test
    void entitiesMarkdownAndIdsAreDrawnAsMermaidMeansThem() throws Exception {
        Drawing drawing = drawn("""
                flowchart TD
                    __init__ --> B["status is #quot;ok#quot;, item #35;1, #lt;host#gt; &lt;x&gt;"]
                    B -- "#9829; > 1" --> C["one<br/>two < 3"]
                    C --> D["`**bold** and <host> #quot;q#quot;`"]
                """).get(0);
        for (String label : List.of(
                "__init__", "status is \"ok\", item #1, <host> <x>", "♥ > 1", "one two < 3", "bold and <host> \"q\"")) {
            assertTrue(drawing.texts().contains(label), () -> label + " in " + drawing.texts());
        }
    }

    @Test
    void otherDiagramsShowTheirLabelsToo() throws Exception {
        List<Drawing> drawings = drawn(
                "sequenceDiagram\n    participant A as Box <1>\n    A->>B: load > 5 #quot;x#quot; __y__\n    Note over A,B: ssh <host> -> go\n",
                "stateDiagram-v2\n    [*] --> Idle: load > 5\n    Idle --> Busy: <job> __x__\n",
                "classDiagram\n    class A[\"Retry > policy\"]\n    A <|-- B : <refines> __x__\n",
                "erDiagram\n    HOST ||--o{ CHECK : \"runs > 5 <x>\"\n",
                "pie title Load > 5 <x>\n    \"up > 99 __x__\": 99\n    \"<down>\": 1\n",
                "gantt\n    title Plan > 5\n    dateFormat YYYY-MM-DD\n    Deploy > one :a, 2026-01-01, 3d\n",
                "mindmap\n  root((load > 5 <x>))\n");
        List<List<String>> expected = List.of(
                List.of("Box <1>", "load > 5 \"x\" __y__", "ssh <host> -> go"),
                List.of("load > 5", "<job> __x__"),
                List.of("Retry > policy", "<refines> __x__"),
                List.of("runs > 5 <x>"),
                List.of("Load > 5 <x>", "up > 99 __x__", "<down>"),
                List.of("Plan > 5", "Deploy > one"),
                List.of("load > 5 <x>"));
        for (int i = 0; i < drawings.size(); i++) {
            Drawing drawing = drawings.get(i);
            for (String label : expected.get(i)) {
                assertTrue(drawing.texts().contains(label), () -> label + " in " + drawing.texts());
            }
        }
    }

    private List<Drawing> drawn(String... diagrams) throws Exception {
        return drawn(folder, List.of(diagrams));
    }

    /** What a viewer reads in the pictures of some diagrams. */
    static List<Drawing> drawn(Path folder, List<String> diagrams) throws Exception {
        StringBuilder sheet = new StringBuilder("# Quiz\n\n## Answer 1: Labels\n\n**Visual Explanation:**\n");
        diagrams.forEach(d -> sheet.append("\n~~~mermaid\n").append(d).append("~~~\n"));
        Path file = Files.writeString(folder.resolve("labels.md"), sheet);
        Map<String, String> environment = TestBrowser.environment(true);
        CommandRun run = CommandRun.with(
                environment,
                "render",
                file.toString(),
                "-o",
                folder.resolve("labels.html").toString(),
                "--images",
                "svg");
        assertEquals(0, run.exit(), run.err());
        List<Drawing> drawings = new ArrayList<>();
        for (int i = 1; i <= diagrams.size(); i++) {
            drawings.add(Drawing.of(folder.resolve("labels-svg/answer-01" + (i == 1 ? "" : "-" + i) + ".svg")));
        }
        return drawings;
    }

    /** Texts of a picture, rows of one joined by a blank, and its description. */
    record Drawing(TreeSet<String> texts, String description) {

        static Drawing of(Path svg) throws Exception {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(svg.toFile())
                    .getDocumentElement();
            TreeSet<String> texts = new TreeSet<>();
            NodeList all = root.getElementsByTagName("text");
            for (int i = 0; i < all.getLength(); i++) {
                Element text = (Element) all.item(i);
                List<String> rows = new ArrayList<>();
                for (int k = 0; k < text.getChildNodes().getLength(); k++) {
                    rows.add(text.getChildNodes().item(k).getTextContent().strip());
                }
                texts.add(String.join(" ", rows).replaceAll("\\s+", " ").strip());
            }
            return new Drawing(texts, root.getAttribute("aria-label"));
        }
    }
}
