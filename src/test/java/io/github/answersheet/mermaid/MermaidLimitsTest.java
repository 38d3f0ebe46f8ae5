package io.github.answersheet.mermaid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.mermaid.Verdict.Cause;
import io.github.answersheet.mermaid.Verdict.Unchecked;
import io.github.answersheet.mermaid.Verdict.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("java")
class MermaidLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String SIMPLE = "flowchart TD\n  A --> B\n";

    static Stream<MermaidGrammar> impatient() {
        return Stream.of(new NodeMermaidGrammar("node", SHORT), new GraalMermaidGrammar(SHORT));
    }

    static Stream<MermaidGrammar> both() {
        return Stream.of(Engines.NODE, Engines.GRAAL);
    }

    @ParameterizedTest
    @MethodSource("impatient")
    void endsASlowDiagramAndReadsTheNext(MermaidGrammar grammar) {
        try (grammar) {
            Unchecked slow = assertInstanceOf(Unchecked.class, grammar.parse(Engines.SLOW));
            assertEquals(Cause.TIMED_OUT, slow.cause());
            assertEquals("reading the diagram took longer than 0.8 s", slow.reason());
            assertInstanceOf(Valid.class, grammar.parse(SIMPLE));
        }
        assertEquals(Cause.UNAVAILABLE, ((Unchecked) grammar.parse(SIMPLE)).cause());
    }

    static Stream<MermaidGrammar> patient() {
        return Stream.of(new NodeMermaidGrammar("node", LONG), new GraalMermaidGrammar(LONG));
    }

    @ParameterizedTest
    @MethodSource("patient")
    void endsADiagramThatEatsMemoryAndReadsTheNext(MermaidGrammar grammar) {
        StringBuilder laughs = new StringBuilder("---\nconfig:\n  a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1) + ", ";
            laughs.append("  a" + i + ": &a" + i + " [" + before.repeat(8) + "*a" + (i - 1) + "]\n");
        }
        laughs.append("---\nflowchart TD\n A-->B\n");
        try (grammar) {
            for (String diagram : List.of("block-beta\n  space:100000000\n", laughs.toString())) {
                Unchecked verdict = assertInstanceOf(Unchecked.class, grammar.parse(diagram));
                assertEquals(Cause.TOO_LARGE, verdict.cause(), verdict.reason());
                assertTrue(
                        verdict.reason().matches("reading the diagram took more memory than \\d+ MB"),
                        verdict.reason());
                assertInstanceOf(Valid.class, grammar.parse(SIMPLE));
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void readsNothingTooLong(MermaidGrammar grammar) {
        Unchecked verdict = assertInstanceOf(Unchecked.class, grammar.parse("flowchart TD\n" + "A\n".repeat(25_000)));
        assertEquals(Cause.TOO_LARGE, verdict.cause());
        assertEquals("the diagram has 50,013 characters; Mermaid draws no more than 50,000", verdict.reason());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void survivesDeepNesting(MermaidGrammar grammar) {
        String diagram = "---\nx: " + "[".repeat(24_000) + "\n---\nflowchart TD\n  A\n";
        assertTrue(!(grammar.parse(diagram) instanceof Valid));
        assertInstanceOf(Valid.class, grammar.parse(SIMPLE));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void readsOddCharacters(MermaidGrammar grammar) {
        String label = "nul \0 lone \ud800 line \u2028 \ud83d\ude80 é";
        Valid verdict = assertInstanceOf(Valid.class, grammar.parse("flowchart TD\n  A[\"" + label + "\"]\n"));
        assertEquals(label, verdict.diagram().nodes().get(0).label());
        assertInstanceOf(Valid.class, grammar.parse("flowchart TD\n  __proto__ --> constructor\n  toString[\"x\"]\n"));
    }

    @Test
    void answersManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Verdict>> questions = IntStream.range(0, 200)
                    .<Callable<Verdict>>mapToObj(i -> () -> Engines.NODE.parse("flowchart TD\n  n" + i + "\n"))
                    .toList();
            int i = 0;
            for (Future<Verdict> answer : threads.invokeAll(questions)) {
                Valid valid = assertInstanceOf(Valid.class, answer.get());
                assertEquals("n" + i++, valid.diagram().nodes().get(0).id());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void saysWhenThereIsNoNode() {
        try (MermaidGrammar grammar = new NodeMermaidGrammar("no-such-node", SHORT)) {
            Unchecked verdict = assertInstanceOf(Unchecked.class, grammar.parse(SIMPLE));
            assertEquals(
                    "Mermaid could not be asked: no-such-node was not found or could not be started", verdict.reason());
        }
    }

    @Test
    void theEnvironmentChoosesTheEngine() {
        try (MermaidGrammar grammar = MermaidGrammars.detect(Map.of())) {
            assertInstanceOf(Verdict.Valid.class, grammar.parse(SIMPLE));
        }
        assertInstanceOf(NodeMermaidGrammar.class, MermaidGrammars.detect(Map.of("ANSWERSHEET_MERMAID", "node")));
        assertInstanceOf(GraalMermaidGrammar.class, MermaidGrammars.detect(Map.of("ANSWERSHEET_MERMAID", "graal")));
        try (MermaidGrammar off = MermaidGrammars.detect(Map.of("ANSWERSHEET_MERMAID", "off"))) {
            assertEquals(
                    new Unchecked(Cause.UNAVAILABLE, "Mermaid could not be asked: switched off by ANSWERSHEET_MERMAID"),
                    off.parse(SIMPLE));
            assertEquals("11.14.0", off.version());
        }
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> MermaidGrammars.detect(Map.of("ANSWERSHEET_MERMAID", "rhino")));
        assertEquals("ANSWERSHEET_MERMAID is \"rhino\"; it can be node, graal or off", wrong.getMessage());
        assertEquals(false, MermaidGrammars.isNewEnough("no-such-node"));
    }
}
