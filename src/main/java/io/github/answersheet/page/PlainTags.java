package io.github.answersheet.page;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Writes HTML that stands in Markdown as it is if a page may hold it, and as text if not: a placeholder such as
 * {@code <host>} must not vanish. Images become links, because a page holds no files and fetches none.
 */
final class PlainTags implements NodeRenderer {

    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9-]*)|<[!?]");

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;

    PlainTags(HtmlNodeRendererContext context) {
        this.context = context;
        this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(HtmlInline.class, HtmlBlock.class, Image.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof HtmlInline inline) {
            write(withoutComments(inline.getLiteral()));
        } else if (node instanceof HtmlBlock block) {
            String literal = withoutComments(block.getLiteral());
            boolean plain = isPlain(literal);
            html.line();
            html.raw(plain ? "" : "<p>");
            write(literal);
            html.raw(plain ? "" : "</p>");
            html.line();
        } else if (node instanceof Image image) {
            html.raw("<a href=\"");
            html.text(image.getDestination());
            html.raw("\">");
            if (image.getFirstChild() == null) {
                html.text(image.getDestination());
            }
            for (Node child = image.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            html.raw("</a>");
        }
    }

    // A beginning without an end is looked for once, however many follow it.
    private static String withoutComments(String literal) {
        StringBuilder rest = new StringBuilder();
        int at = 0;
        int begin = literal.indexOf("<!--");
        int end = begin < 0 ? -1 : literal.indexOf("-->", begin + 4);
        while (end >= 0) {
            rest.append(literal, at, begin);
            at = end + 3;
            begin = literal.indexOf("<!--", at);
            end = begin < 0 ? -1 : literal.indexOf("-->", begin + 4);
        }
        return rest.append(literal, at, literal.length()).toString();
    }

    private void write(String literal) {
        if (isPlain(literal)) {
            html.raw(literal);
        } else {
            html.text(literal);
        }
    }

    private static boolean isPlain(String literal) {
        return TAG.matcher(literal)
                .results()
                .allMatch(tag -> tag.group(1) != null
                        && HtmlPolicy.ELEMENTS.contains(tag.group(1).toLowerCase(Locale.ROOT)));
    }
}
