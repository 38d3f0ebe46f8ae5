package io.github.answersheet.mermaid;

/** Both engines, loaded once for all tests; they end with the JVM. */
final class Engines {
    static final MermaidGrammar NODE = new NodeMermaidGrammar();
    static final MermaidGrammar GRAAL = new GraalMermaidGrammar();

    /** Nearly as long as is read, and quadratic for Mermaid's search for comments: half a minute in {@code node}. */
    static final String SLOW = "flowchart TD\n" + " ".repeat(49_000) + "A";

    private Engines() {}
}
