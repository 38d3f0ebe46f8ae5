package io.github.answersheet.language;

/**
 * Something certain about the code that a question shows.
 *
 * @param block which of the question's blocks, 1-based
 * @param line of that block, 1-based
 * @param topic such as {@code mutable-default}
 * @param sentence with its place, on one line
 * @param serious whether it makes a wrong result, a crash, a hang, a leak or a way in; style is not serious
 */
public record CodeRemark(int block, int line, String topic, String sentence, boolean serious) {}
