package io.github.answersheet.draft;

import io.github.answersheet.markdown.Anchors;
import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.quiz.PlainText;
import io.github.answersheet.source.SourceText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * The headings of a sheet as links can name them, and the links that name one.
 *
 * @param anchors of all headings
 * @param anchorsByLine the anchor of the heading that starts on a line, 1-based
 * @param links to anchors of the same sheet
 */
public record SheetLinks(Set<String> anchors, Map<Integer, String> anchorsByLine, List<Link> links) {

    /**
     * @param anchor without {@code #}
     * @param offset in the sheet
     */
    public record Link(String anchor, int offset) {}

    private static final Pattern ELEMENT = Pattern.compile("<a\\s+(?:id|name)=[\"']([^\"']+)[\"']");
    private static final Pattern LINK = Pattern.compile("]\\(#([^)\\s]+)\\)");

    /** Reads a sheet. */
    public static SheetLinks of(SourceText sheet) {
        Anchors anchors = new Anchors();
        Set<String> known = new HashSet<>();
        Map<Integer, String> byLine = new HashMap<>();
        List<Link> links = new ArrayList<>();
        MarkdownParser.parse(sheet.text()).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String anchor = anchors.next(PlainText.of(heading).replace("`", ""));
                known.add(anchor);
                byLine.put(heading.getSourceSpans().get(0).getLineIndex() + 1, anchor);
            }

            @Override
            public void visit(Paragraph paragraph) {
                for (SourceSpan span : paragraph.getSourceSpans()) {
                    int line = span.getLineIndex() + 1;
                    String text = ProseLine.of(sheet.line(line), 0).text();
                    Matcher link = LINK.matcher(text);
                    while (link.find()) {
                        links.add(new Link(decoded(link.group(1)), sheet.lineStart(line) + link.start(1)));
                    }
                }
            }
        });
        ELEMENT.matcher(sheet.text()).results().forEach(element -> known.add(element.group(1)));
        return new SheetLinks(Set.copyOf(known), Map.copyOf(byLine), List.copyOf(links));
    }

    private static String decoded(String anchor) {
        try {
            return URLDecoder.decode(anchor.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return anchor;
        }
    }
}
