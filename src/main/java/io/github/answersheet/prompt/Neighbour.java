package io.github.answersheet.prompt;

/**
 * Another question of the quiz, as answers know of it.
 *
 * @param number of the question
 * @param topic its first words, on one line
 */
public record Neighbour(int number, String topic) {}
