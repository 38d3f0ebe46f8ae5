package io.github.answersheet.prompt;

/**
 * Another question of the quiz, as answers know of it.
 *
 * @param handle by which answers refer to it: a number of its own, which it keeps wherever it stands
 * @param number of the question now
 * @param topic its first sentence on one line, with the next where that is a short one
 */
public record Neighbour(int handle, int number, String topic) {}
