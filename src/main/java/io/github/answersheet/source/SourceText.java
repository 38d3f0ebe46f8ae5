package io.github.answersheet.source;

import java.util.Arrays;

/**
 * A text with its name and its lines. Line ends are {@code \n}, a byte-order mark is dropped, so that the same file
 * reads the same whatever editor saved it. Immutable.
 */
public final class SourceText {

    private final String name;
    private final String text;
    private final int[] lineStarts;

    private SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /**
     * @param name how messages name the text, usually a path
     * @param raw the text as stored, with any kind of line ends
     */
    public static SourceText of(String name, String raw) {
        String text = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        if (text.indexOf('\r') >= 0) {
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }
        return new SourceText(name, text);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The number of lines; an empty text has one. */
    public int lineCount() {
        return lineStarts.length;
    }

    /**
     * @param number 1-based
     * @return the line without its end
     */
    public String line(int number) {
        int start = lineStart(number);
        int end = number < lineStarts.length ? lineStarts[number] - 1 : text.length();
        return text.substring(start, end);
    }

    /**
     * @param first 1-based
     * @param last inclusive; {@code first - 1} gives the empty text
     * @return the lines joined by {@code \n}, without a final line end
     */
    public String lines(int first, int last) {
        if (last < first) {
            return "";
        }
        return text.substring(lineStart(first), lineStart(last) + line(last).length());
    }

    /**
     * @param line 1-based
     * @return the offset of the line's first character
     */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /**
     * @param offset into {@link #text()}, its end included
     */
    public Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - lineStarts[line] + 1);
    }

    @Override
    public String toString() {
        return name;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = end + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
