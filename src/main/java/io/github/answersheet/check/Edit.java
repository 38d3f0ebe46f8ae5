package io.github.answersheet.check;

/**
 * A replacement in a text.
 *
 * @param offset where it starts
 * @param length how many characters it takes away
 * @param replacement what it puts there
 */
public record Edit(int offset, int length, String replacement) {

    int end() {
        return offset + length;
    }
}
