package io.github.answersheet.mermaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.answersheet.mermaid.Diagram.Edge;
import io.github.answersheet.mermaid.Diagram.LabelKind;
import io.github.answersheet.mermaid.Diagram.Node;
import io.github.answersheet.mermaid.Diagram.Subgraph;
import io.github.answersheet.mermaid.Verdict.Invalid;
import io.github.answersheet.mermaid.Verdict.Valid;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("java")
class MermaidFactsTest {
    @Test
    void tellsQuotedLabelsFromBareOnes() {
        Diagram diagram = read("""
                flowchart TD
                    A["say #quot;hi#quot; 50#37;"] --> B{bare}
                    B -->|"yes"| C("`**md**`")
                    B -- no --> D
                    E@{ shape: docs, label: "Files" }
                """);
        assertEquals("flowchart", diagram.type());
        assertEquals(
                List.of(
                        new Node("A", "square", "say #quot;hi#quot; 50#37;", LabelKind.QUOTED),
                        new Node("B", "diamond", "bare", LabelKind.BARE),
                        new Node("C", "round", "**md**", LabelKind.MARKDOWN),
                        new Node("D", "", "D", LabelKind.NONE),
                        new Node("E", "docs", "Files", LabelKind.QUOTED)),
                diagram.nodes());
        assertEquals(
                List.of(
                        new Edge("A", "B", "", LabelKind.NONE),
                        new Edge("B", "C", "yes", LabelKind.QUOTED),
                        new Edge("B", "D", "no", LabelKind.BARE)),
                diagram.edges());
    }

    @Test
    void tellsSubgraphsWithTheirTitles() {
        Diagram diagram = read("""
                graph LR
                    subgraph one["First part"]
                        A
                    end
                    subgraph Second part
                        B
                    end
                    subgraph third
                        C
                    end
                """);
        assertEquals("flowchart", diagram.type());
        assertEquals(
                List.of(
                        new Subgraph("one", "First part", LabelKind.QUOTED, List.of("A")),
                        new Subgraph("subGraph1", "Second part", LabelKind.BARE, List.of("B")),
                        new Subgraph("third", "third", LabelKind.BARE, List.of("C"))),
                diagram.subgraphs());
    }

    @Test
    void tellsParticipantsAndMessages() {
        Diagram diagram = read("""
                sequenceDiagram
                    autonumber
                    participant S as Script
                    S->>+D: open
                    Note over S,D: both wait
                    loop twice
                        D-->>-S: data
                    end
                """);
        assertEquals("sequence", diagram.type());
        assertEquals(
                List.of("Script", "D"),
                diagram.nodes().stream().map(Node::label).toList());
        assertEquals(
                List.of(new Edge("S", "D", "open", LabelKind.NONE), new Edge("D", "S", "data", LabelKind.NONE)),
                diagram.edges());
    }

    @Test
    void tellsClassesStatesAndEntities() {
        Diagram classes = read("classDiagram\n  class A[\"Retry policy\"]\n  A <|-- B : refines\n");
        assertEquals(
                List.of(
                        new Node("A", "class", "Retry policy", LabelKind.QUOTED),
                        new Node("B", "class", "B", LabelKind.NONE)),
                classes.nodes());
        assertEquals(List.of(new Edge("A", "B", "refines", LabelKind.NONE)), classes.edges());

        Diagram states = read("stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy: job\n");
        assertEquals("state", states.type());
        assertEquals(
                new Edge("Idle", "Busy", "job", LabelKind.NONE), states.edges().get(1));

        Diagram entities = read("erDiagram\n  HOST ||--o{ CHECK : runs\n");
        assertEquals(List.of(new Edge("HOST", "CHECK", "runs", LabelKind.NONE)), entities.edges());
    }

    @Test
    void countsLinesAsTheAuthorDoes() {
        String diagram =
                "---\ntitle: x\n---\n%%{init: {}}%%\n\n%% one\n\n%% two\nflowchart TD\n%% three\n\n  A[f(x)]\n";
        Invalid invalid = assertInstanceOf(Invalid.class, Engines.NODE.parse(diagram));
        assertEquals(OptionalInt.of(12), invalid.line());
        assertEquals(
                "\"(\" inside a label; the whole label needs double quotes, and then a closing bracket",
                invalid.summary());
    }

    @Test
    void keepsNothingOfTheDiagramBefore() {
        read("flowchart TD\n  X --> Y\n");
        assertEquals(
                List.of("A"),
                read("flowchart TD\n  A\n").nodes().stream().map(Node::id).toList());
        Engines.NODE.parse("---\nconfig:\n  maxEdges: 1\n---\nflowchart TD\n  A --> B\n");
        assertEquals(2, read("flowchart TD\n  A --> B\n  B --> C\n").edges().size());
    }

    private static Diagram read(String diagram) {
        return assertInstanceOf(Valid.class, Engines.NODE.parse(diagram)).diagram();
    }
}
