package io.github.answersheet.pack;

/**
 * The category of a question and why it is this one.
 *
 * @param reason a few words for people
 */
public record Classification(Category category, String reason) {}
