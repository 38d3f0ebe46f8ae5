package io.github.answersheet.mermaid;

/**
 * Asks Mermaid itself whether a diagram can be read. Everything it accepts is {@link Verdict.Valid}, also what is
 * suspicious: see the list beside the corpus of the tests. Thread-safe; diagrams are read one at a time.
 *
 * <p>A verdict depends on nothing but the diagram's text and {@link #version()}, so it may be stored under both.
 */
public interface MermaidGrammar extends AutoCloseable {
    /** Mermaid draws nothing longer, so nothing longer is read. */
    int MAX_LENGTH = 50_000;

    /** Never throws for a diagram, however odd: what cannot be told is {@link Verdict.Unchecked}. */
    Verdict parse(String diagram);

    /** The version of Mermaid whose grammar this is, such as {@code 11.14.0}. */
    String version();

    /** Frees the process or the engine; diagrams parsed later are {@link Verdict.Unchecked}. */
    @Override
    void close();
}
