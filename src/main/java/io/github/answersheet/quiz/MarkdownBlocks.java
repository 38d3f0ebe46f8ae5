package io.github.answersheet.quiz;

import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;

/**
 * The blocks of a quiz at its margin, in order, and its front matter.
 *
 * @param layout its containers, and its lines without them
 * @param blocks what stands at the margin of these lines
 * @param frontMatterEnd the last line of the front matter, 0 if there is none
 * @param frontMatterTitle its title, possibly empty
 */
record MarkdownBlocks(Layout layout, List<Block> blocks, int frontMatterEnd, String frontMatterTitle) {

    private static final Pattern KEY = Pattern.compile("\\s*[\\w-]+\\s*:.*|\\s*|\\s*#.*|\\s*- .*|\\s+\\S.*");

    static MarkdownBlocks of(SourceText source) {
        int frontMatter = frontMatterEnd(source);
        Layout layout = Layout.of(source, frontMatter);
        Node document = MarkdownParser.parseWithTables(layout.view().text());
        List<Block> blocks = new ArrayList<>();
        int lists = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof ListBlock) {
                lists++;
                for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
                    Block.of(item, lists, layout.view()).ifPresent(blocks::add);
                }
            } else {
                Block.of(node, 0, layout.view()).ifPresent(blocks::add);
            }
        }
        return new MarkdownBlocks(layout, List.copyOf(blocks), frontMatter, title(source, frontMatter));
    }

    /** The lines of code blocks, wherever they stand, fences included; from first to last. */
    List<int[]> code() {
        List<int[]> code = new ArrayList<>();
        for (Block block : blocks) {
            block.node().accept(new AbstractVisitor() {
                @Override
                public void visit(FencedCodeBlock node) {
                    add(node);
                }

                @Override
                public void visit(IndentedCodeBlock node) {
                    add(node);
                }

                private void add(Node node) {
                    Block.of(node, 0, layout.view()).ifPresent(b -> code.add(new int[] {b.firstLine(), b.lastLine()}));
                }
            });
        }
        return code;
    }

    private static int frontMatterEnd(SourceText source) {
        if (!source.line(1).stripTrailing().equals("---")) {
            return 0;
        }
        for (int line = 2; line <= source.lineCount(); line++) {
            String text = source.line(line).stripTrailing();
            if (text.equals("---") || text.equals("...")) {
                return line > 2 ? line : 0;
            }
            if (!KEY.matcher(text).matches()) {
                return 0;
            }
        }
        return 0;
    }

    private static String title(SourceText source, int frontMatterEnd) {
        for (int line = 2; line < frontMatterEnd; line++) {
            String text = source.line(line).strip();
            if (text.startsWith("title:")) {
                return text.substring("title:".length()).strip().replaceAll("^[\"']|[\"']$", "");
            }
        }
        return "";
    }
}
