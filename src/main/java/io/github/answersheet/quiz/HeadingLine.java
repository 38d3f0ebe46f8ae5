package io.github.answersheet.quiz;

/** The source line of a heading. */
final class HeadingLine {

    private HeadingLine() {}

    /** The line without its {@code #} signs at both ends. */
    static String words(String line) {
        int start = 0;
        while (start < line.length() && " \t".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        while (start < line.length() && line.charAt(start) == '#') {
            start++;
        }
        String words = line.substring(start).strip();
        int end = words.length();
        while (end > 0 && words.charAt(end - 1) == '#') {
            end--;
        }
        boolean closes = end == 0 || Character.isWhitespace(words.charAt(end - 1));
        return closes ? words.substring(0, end).stripTrailing() : words;
    }
}
