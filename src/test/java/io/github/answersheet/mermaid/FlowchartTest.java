package io.github.answersheet.mermaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.mermaid.Verdict.Valid;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flowcharts taken apart, and what the fixes make of them: the same picture in the house's form. */
class FlowchartTest {

    private static final Path CORPUS = Path.of("src/test/resources/mermaid/valid");
    private static final int MOST_PASSES = 20;
    private static final String HEADER = "flowchart TD\n";

    private static final MermaidGrammar MERMAID = SharedLanguages.ALL.mermaid();
    private static final Checker CHECKER = SharedLanguages.CHECKER;
    private static final SheetReader READER = new SheetReader(Packs.read(Packs.DEFAULT));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "A[\"x\"] --> B --> C; A[\"x\"] --> B|B --> C",
                "A & B --> C & D; A --> C|A --> D|B --> C|B --> D",
                "A & B --> C --> D; A --> C|B --> C|C --> D",
                "A --> A; A --> A",
                "A --> B[one] & C[two]; A --> B[one]|A --> C[two]",
                "A:::x --> B:::y --> A; A:::x --> B:::y|B --> A",
            })
    void splitsChainsAndAmpersands(String line, String lines) {
        assertEquals(lines, String.join("|", only(line).split()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-->",
                "---",
                "--o",
                "--x",
                "<-->",
                "o--o",
                "x--x",
                "---->",
                "-----",
                "==>",
                "===",
                "<==>",
                "====>",
                "-.->",
                "-.-",
                "<-.->",
                "-...->",
                "~~~",
                "~~~~",
                "-->|text|",
                "--> |two words|",
                "-->|\"a | b --> c\"|",
                "---|text|",
                "-.->|text|",
                "==>|text|",
                "-- text -->",
                "-- two words ---",
                "-- \"a --> b\" -->",
                "-. text .->",
                "-. text .-",
                "== text ==>",
                "== text ===",
                "<-- text -->",
                "x-- text --x",
                "o-- text --o",
            })
    void readsLinksInAllForms(String link) {
        Flowchart.Statement line = only("    A[\"x\"] " + link + " B(\"y\") " + link + " C");
        assertEquals(
                List.of(link, link),
                line.links().stream().map(Flowchart.Link::source).toList());
        assertEquals(List.of("A[\"x\"] " + link + " B(\"y\")", "B " + link + " C"), line.split());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s]",
                "(%s)",
                "{%s}",
                "([%s])",
                "[[%s]]",
                "[(%s)]",
                "((%s))",
                "(((%s)))",
                "{{%s}}",
                ">%s]",
                "[/%s/]",
                "[\\%s\\]",
                "[/%s\\]",
                "[\\%s/]",
            })
    void readsLabelsInAllShapes(String shape) {
        for (String label : List.of("one", "two words", "\"a [b] (c) {d} --> e\"", "\"a & b; c\"")) {
            String text = "A" + shape.formatted(label) + " --> B" + shape.formatted(label) + ":::x";
            Flowchart.Statement line = only(text);
            assertEquals(List.of(label, label), labels(line));
            Flowchart.Label second = line.groups().get(1).get(0).label().orElseThrow();
            assertEquals(!label.startsWith("\""), second.isBare());
            assertTrue((HEADER + text).startsWith(label, second.start()));
        }
    }

    @Test
    void bracketsInABareLabelArePartOfIt() {
        assertEquals(List.of("list[0] (first)", "f(x)"), labels(only("A[list[0] (first)] --> B(f(x))")));
        assertEquals(List.of("Exit 1 (error)"), labels(only("A{Exit 1 (error)}:::bad")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%% A --> B",
                "subgraph one\nend",
                "direction LR",
                "classDef a fill:#fff",
                "class A,B a",
                "style A fill:#fff",
                "linkStyle 0 stroke:red",
                "click A \"https://localhost\"",
                "accTitle: A --> B --> C",
                "accDescr {\nA --> B --> C\nD & E\n}",
            })
    void whatIsNoStatementOfNodesIsNone(String line) {
        assertEquals(List.of(), of(line).statements());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A -> B",
                "A[x] - -> B",
                "A[\"x",
                "A[x",
                "A --> ",
                "--> B",
                "words of prose",
                "A[x) --> B",
                "A] --> B"
            })
    void whatIsBrokenIsNotWhole(String line) {
        assertFalse(only(line).isWhole());
    }

    @Test
    void aLabelOfSeveralLinesIsText() {
        Flowchart flowchart = of("A[\"steps:\nread --> check --> end\na & b; c\ndone\"] --> D");
        assertEquals(1, flowchart.statements().size());
        assertEquals(1, flowchart.statements().get(0).links().size());
    }

    static List<String> flowcharts() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith("flowchart") || name.startsWith("graph"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("flowcharts")
    void fixesLeaveTheSamePicture(String name) throws IOException {
        String before = Files.readString(CORPUS.resolve(name));
        String after = mended(before);
        assertEquals(picture(before), picture(after), () -> "after the fixes:\n" + after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A[two words] --> B{a b} --> C((c d)) & D\nlinkStyle 2 stroke:red",
                "A & B --> C & D -- a b --> E; E --> A",
                "subgraph zone-a\nA[x y]\nend\nsubgraph two words\nB\nend\nsubgraph z [z z]\nC\nend\nA --> zone-a --> z",
                "A[a<br>b] --> B[\"c<br >d\"]\nA --> B:::k --> C",
                "A[50%] --> B[a #35; b] --> C[it's]",
                "A[ padded words ] --> B[\" padded \"]",
                "A -->|yes| B -->|\"no; never\"| C",
            })
    void fixesOfEverythingAtOnceLeaveTheSamePicture(String lines) {
        String before = "flowchart TD\n" + lines.indent(4);
        String after = mended(before);
        assertFalse(after.equals(before));
        assertEquals(picture(before), picture(after), () -> "after the fixes:\n" + after);
    }

    // Nodes, edges and groups as Mermaid reads them; quotes and the order of nodes are no part of the picture.
    private static String picture(String code) {
        Diagram diagram =
                assertInstanceOf(Valid.class, MERMAID.parse(code), code).diagram();
        TreeMap<String, String> nodes = new TreeMap<>();
        diagram.nodes().forEach(n -> nodes.put(n.id(), n.shape() + " " + text(n.label(), n.labelKind())));
        return nodes + "\n"
                + diagram.edges().stream()
                        .map(e -> e.start() + " to " + e.end() + " " + text(e.label(), e.labelKind()))
                        .collect(Collectors.joining("\n"))
                + "\n"
                + diagram.subgraphs().stream()
                        .map(s -> s.id() + " " + text(s.label(), s.labelKind()) + " "
                                + s.nodes().stream().sorted().toList())
                        .sorted()
                        .toList();
    }

    private static String text(String label, Diagram.LabelKind kind) {
        String markdown = kind == Diagram.LabelKind.MARKDOWN ? "Markdown " : "";
        return markdown + label.strip().replaceAll("<br\\s*/?>", "<br/>");
    }

    private static String mended(String diagram) {
        String fence = "~".repeat(9);
        String head = "## Answer 1: Fixes\n\n**Visual Explanation:**\n\n" + fence + "mermaid\n";
        String sheet = head + diagram + "\n" + fence + "\n";
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            SheetText read = READER.read(SourceText.of("sheet.md", sheet), Optional.empty());
            List<Fix> fixes = CHECKER.check(read).findings().stream()
                    .flatMap(f -> f.fix().stream())
                    .toList();
            if (fixes.isEmpty()) {
                return sheet.substring(head.length(), sheet.length() - fence.length() - 2);
            }
            sheet = Fix.apply(sheet, fixes);
        }
        throw new AssertionError("fixes do not come to an end:\n" + sheet);
    }

    private static List<String> labels(Flowchart.Statement statement) {
        return statement.nodes().map(node -> node.label().orElseThrow().text()).toList();
    }

    private static Flowchart.Statement only(String line) {
        List<Flowchart.Statement> statements = of(line).statements();
        assertEquals(1, statements.size(), line);
        return statements.get(0);
    }

    private static Flowchart of(String lines) {
        return Flowchart.in(HEADER + lines, MERMAID.parse(HEADER + lines)).orElseThrow();
    }
}
