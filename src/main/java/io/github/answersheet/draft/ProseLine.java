package io.github.answersheet.draft;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A line of prose in a Markdown text: of a paragraph or a heading, never of a code block.
 *
 * @param text the line, with blanks in the place of code spans
 * @param offset of the line in the Markdown text
 */
public record ProseLine(String text, int offset) {

    private static final Parser MARKDOWN =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(?!`).+?(?<!`)\\1(?!`)");

    // Nobody writes prose in lines of this length; data may be.
    private static final int LONGEST_PROSE = 20_000;

    /** All lines of prose in order. */
    public static List<ProseLine> of(String markdown) {
        SourceText source = SourceText.of("", markdown);
        List<ProseLine> lines = new ArrayList<>();
        MARKDOWN.parse(source.text()).accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                add(paragraph);
            }

            @Override
            public void visit(Heading heading) {
                add(heading);
            }

            private void add(Block block) {
                for (SourceSpan span : block.getSourceSpans()) {
                    int line = span.getLineIndex() + 1;
                    lines.add(new ProseLine(withoutCode(source.line(line)), source.lineStart(line)));
                }
            }
        });
        return lines;
    }

    private static String withoutCode(String line) {
        if (line.length() > LONGEST_PROSE) {
            return " ".repeat(line.length());
        }
        return CODE_SPAN
                .matcher(line)
                .replaceAll(m -> Matcher.quoteReplacement(" ".repeat(m.group().length())));
    }
}
