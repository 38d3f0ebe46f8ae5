package io.github.answersheet.quiz;

/**
 * A part of the quiz that belongs to no question.
 *
 * @param firstLine 1-based
 * @param lastLine inclusive
 * @param reason why it was left out, in a few words
 * @param excerpt its first words
 */
public record LeftOut(int firstLine, int lastLine, String reason, String excerpt) {}
