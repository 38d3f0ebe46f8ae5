package io.github.answersheet.quiz;

/**
 * One option of a question with choices.
 *
 * @param letter {@code A}, {@code B}, … as written, or by place when the quiz does not letter its options
 * @param text the option's Markdown without its mark
 */
public record Choice(String letter, String text) {}
