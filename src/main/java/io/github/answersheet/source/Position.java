package io.github.answersheet.source;

/**
 * A place in a text, as editors count.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 */
public record Position(int line, int column) {

    /** The first character of a text. */
    public static final Position START = new Position(1, 1);

    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
        }
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
