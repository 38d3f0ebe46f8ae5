package io.github.answersheet.prompt;

/**
 * Another question of the quiz, as answers know of it.
 *
 * @param number of the question
 * @param topic its first sentence on one line, with the next where that is a short one
 */
public record Neighbour(int number, String topic) {}
