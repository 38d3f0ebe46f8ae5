package io.github.answersheet.quiz;

/**
 * What the reader decided about a kind of text in a file, and why.
 *
 * @param about what was decided, such as {@code headings of level 3}
 * @param decided what they are taken for
 * @param reason the count that decided it
 */
public record Decision(String about, String decided, String reason) {}
