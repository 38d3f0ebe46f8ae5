package io.github.answersheet.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of prose in a Markdown text: of a paragraph or a heading, never of a code block.
 *
 * @param text the line, with blanks in the place of code spans
 * @param offset of the line in the Markdown text
 */
public record ProseLine(String text, int offset) {

    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(?!`).+?(?<!`)\\1(?!`)");
    // Nobody writes prose in lines of this length; data may be.
    private static final int LONGEST_PROSE = 20_000;

    static ProseLine of(String line, int offset) {
        if (line.length() > LONGEST_PROSE) {
            return new ProseLine("", offset);
        }
        if (line.indexOf('`') < 0) {
            return new ProseLine(line, offset);
        }
        String text = CODE_SPAN
                .matcher(line)
                .replaceAll(m -> Matcher.quoteReplacement(" ".repeat(m.group().length())));
        return new ProseLine(text, offset);
    }
}
