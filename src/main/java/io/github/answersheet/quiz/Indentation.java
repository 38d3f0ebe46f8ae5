package io.github.answersheet.quiz;

/** Leading blanks of a line, counted in columns: a tab goes on to the next multiple of four. */
final class Indentation {

    private static final int TAB = 4;

    private Indentation() {}

    static int of(String line) {
        int columns = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ' ') {
                columns++;
            } else if (line.charAt(i) == '\t') {
                columns += TAB - columns % TAB;
            } else {
                break;
            }
        }
        return columns;
    }

    /** The line without its first columns, if they are blank; a tab that reaches beyond leaves its rest as blanks. */
    static String strip(String line, int columns) {
        int column = 0;
        int i = 0;
        while (i < line.length() && column < columns) {
            if (line.charAt(i) == ' ') {
                column++;
            } else if (line.charAt(i) == '\t') {
                column += TAB - column % TAB;
            } else {
                break;
            }
            i++;
        }
        return " ".repeat(Math.max(0, column - columns)) + line.substring(i);
    }
}
