package io.github.answersheet.draft;

import io.github.answersheet.source.Position;

/**
 * A fenced code block in a section's body.
 *
 * @param language the first word of its info string in lower case; empty if there is none
 * @param code its lines as Markdown reads them, without the indentation that a list gives them
 * @param line of the opening fence in the body, 1-based
 * @param lastLine of the block in the body
 * @param offset of the opening fence's line in the body
 * @param indentation columns that Markdown took from each line of code
 * @param fence the opening fence, such as three backticks
 * @param closed whether a closing fence ends it
 */
public record FencedBlock(
        String language,
        String code,
        int line,
        int lastLine,
        int offset,
        int indentation,
        String fence,
        boolean closed) {

    public boolean is(String other) {
        return language.equals(other);
    }

    /**
     * @param body the body it stands in
     * @param codeLine 1-based
     * @param codeColumn 1-based
     * @return the offset of that place in the body
     */
    public int offsetIn(String body, int codeLine, int codeColumn) {
        int start = offset;
        for (int i = 0; i < codeLine; i++) {
            int end = body.indexOf('\n', start);
            if (end < 0) {
                return body.length();
            }
            start = end + 1;
        }
        return Math.min(body.length(), start + indentation + codeColumn - 1);
    }

    /**
     * @param codeLine 1-based; 0 stands for the opening fence
     * @param codeColumn 1-based
     * @return where that is in the text the section was read from
     */
    public Position positionIn(DraftSection section, int codeLine, int codeColumn) {
        Position opening = section.bodyPosition(offset);
        int column = codeLine == 0 ? opening.column() : indentation + codeColumn;
        return new Position(opening.line() + codeLine, Math.max(1, column));
    }
}
