package io.github.answersheet.markdown;

/**
 * A text for a Markdown parser that cannot take its time: in paragraphs far longer than people write, the characters
 * that mark emphasis and links are blanked, because parsers need quadratic time for them. Its length and lines are
 * those of the text, so that places found in it hold.
 */
final class TamedText {

    private static final int LONGEST_PARAGRAPH = 50_000;
    private static final String MARKS = "*_[]`<&!~";

    private TamedText() {}

    static String of(String text) {
        if (text.length() <= LONGEST_PARAGRAPH) {
            return text;
        }
        StringBuilder out = null;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf("\n\n", start);
            end = end < 0 ? text.length() : end;
            if (end - start > LONGEST_PARAGRAPH) {
                out = out == null ? new StringBuilder(text) : out;
                blank(out, start, end);
            }
            start = end + 2;
        }
        return out == null ? text : out.toString();
    }

    // Long code blocks without a blank line keep their fences: only marks inside lines are blanked.
    private static void blank(StringBuilder text, int start, int end) {
        boolean lineStart = true;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!lineStart && MARKS.indexOf(c) >= 0) {
                text.setCharAt(i, ' ');
            }
            lineStart = c == '\n' || (lineStart && (MARKS.indexOf(c) >= 0 || c == ' '));
        }
    }
}
