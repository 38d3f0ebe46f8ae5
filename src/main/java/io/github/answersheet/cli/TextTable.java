package io.github.answersheet.cli;

import io.github.answersheet.source.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns as wide as their cells, long cells cut. */
final class TextTable {

    private static final int WIDEST = 48;

    private final int widest;
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        this(WIDEST, header);
    }

    /**
     * @param widest columns of a cell; longer ones are cut
     */
    TextTable(int widest, String... header) {
        this.widest = widest;
        rows.add(header);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    String render() {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                row[c] = cut(row[c]);
                widths[c] = Math.max(widths[c], length(row[c]));
            }
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(row[c]).append(" ".repeat(widths[c] - length(row[c]) + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private String cut(String text) {
        String plain = VisibleText.line(text);
        if (length(plain) <= widest) {
            return plain;
        }
        return plain.substring(0, plain.offsetByCodePoints(0, widest - 1)) + "…";
    }
}
