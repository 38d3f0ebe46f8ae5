package io.github.answersheet.mermaid;

/**
 * A piece of a flowchart as Mermaid's own lexer cuts it.
 *
 * @param kind in its grammar, such as {@code NODE_STRING}, {@code SQS} or {@code LINK}; {@code ?} for what it has no word for
 * @param start in the diagram, whose line ends count as one character each
 * @param end behind its last character
 */
public record Word(String kind, int start, int end) {}
