package io.github.answersheet.material;

/**
 * A piece of course material.
 *
 * @param file as its author would find it, such as {@code week-3/logging.md}
 * @param heading the headings above it, joined by {@code  > }; empty if there is none
 * @param firstLine where it starts in the file, 1-based
 * @param text as written
 */
public record Passage(String file, String heading, int firstLine, String text) {}
