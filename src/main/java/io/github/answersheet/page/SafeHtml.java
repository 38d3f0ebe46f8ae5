package io.github.answersheet.page;

import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.page.SheetPage.Markdown;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown of a sheet as HTML that does nothing but show text: sheets are untrusted. Plain elements that people write in
 * Markdown, such as {@code <kbd>}, are kept; every other tag is shown as the text it is.
 */
final class SafeHtml {

    private static final int DEEPEST_HEADING = 6;

    private final Map<Integer, String> anchors;

    /**
     * @param anchors those of the sheet's headings, by line
     */
    SafeHtml(Map<Integer, String> anchors) {
        this.anchors = anchors;
    }

    /**
     * @param topHeading the least level that headings get, so that they stay below the page's own
     */
    String of(Markdown markdown, int topHeading) {
        Node document = MarkdownParser.parseWithTables(markdown.text());
        document.accept(new HeadingsBelow(topHeading));
        String html = HtmlRenderer.builder()
                .extensions(MarkdownParser.extensions())
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> attributes(markdown.line()))
                .nodeRendererFactory(PlainTags::new)
                .build()
                .render(document);
        return HtmlPolicy.sanitize(html);
    }

    private AttributeProvider attributes(int firstLine) {
        return (node, tag, attributes) -> {
            if (node instanceof Heading && !node.getSourceSpans().isEmpty()) {
                String anchor =
                        anchors.get(firstLine + node.getSourceSpans().get(0).getLineIndex());
                if (anchor != null) {
                    attributes.put("id", anchor);
                }
            }
        };
    }

    private static final class HeadingsBelow extends AbstractVisitor {
        private final int top;

        HeadingsBelow(int top) {
            this.top = top;
        }

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(DEEPEST_HEADING, Math.max(top, heading.getLevel())));
        }
    }
}
