package io.github.answersheet.sheet;

import io.github.answersheet.markdown.MarkdownParser;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/**
 * Keeps one text from swallowing the next: a fence or an HTML comment left open in a question or a section would take
 * the rest of the sheet into it. The text itself stays as it is; what closes it is put behind it.
 */
final class SelfContained {

    private static final String NEXT = "what comes next";
    // The ends of the HTML blocks that do not end at a blank line.
    private static final List<String> HTML_ENDS = List.of("-->", "</script>", "</style>", "</pre>", "?>", ">", "]]>");

    private SelfContained() {}

    static String of(String markdown) {
        if (isOpenEnded(markdown)) {
            Node last = MarkdownParser.parse(markdown).getLastChild();
            while (last != null && !(last instanceof FencedCodeBlock) && last.getLastChild() instanceof Block) {
                last = last.getLastChild();
            }
            if (last instanceof FencedCodeBlock fence) {
                String closed = markdown + "\n" + fence.getFenceCharacter().repeat(fence.getOpeningFenceLength());
                if (!isOpenEnded(closed)) {
                    return closed;
                }
            }
            for (String end : HTML_ENDS) {
                if (!isOpenEnded(markdown + "\n" + end)) {
                    return markdown + "\n" + end;
                }
            }
        }
        return markdown;
    }

    private static boolean isOpenEnded(String markdown) {
        // Only fences and HTML stay open.
        if (!markdown.contains("```") && !markdown.contains("~~~") && markdown.indexOf('<') < 0) {
            return false;
        }
        Node last = MarkdownParser.parse(markdown + "\n\n" + NEXT).getLastChild();
        return !(last instanceof Paragraph paragraph
                && paragraph.getFirstChild() instanceof Text text
                && text.getLiteral().equals(NEXT));
    }
}
