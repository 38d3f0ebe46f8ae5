package io.github.answersheet.quiz;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * A block inside a question: of its own or inside its list item, lists again taken apart.
 *
 * @param block its blocks' line numbers and kind
 * @param inItem whether it stands inside the question's own list item
 */
record Part(Block block, boolean inItem) {

    /** The parts of a question in order; the first holds its first line. */
    static List<Part> of(Found found) {
        List<Part> parts = new ArrayList<>();
        for (Block block : found.blocks()) {
            boolean ownItem = block == found.first() && found.form() == Found.Form.ITEM;
            if (ownItem && block.node().getFirstChild() != null) {
                children(block.node(), parts);
            } else {
                parts.add(new Part(block, false));
            }
        }
        return parts;
    }

    private static void children(Node parent, List<Part> parts) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof ListBlock) {
                for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
                    add(item, parts);
                }
            } else {
                add(node, parts);
            }
        }
    }

    private static void add(Node node, List<Part> parts) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (!spans.isEmpty()) {
            int first = spans.get(0).getLineIndex() + 1;
            int last = spans.get(spans.size() - 1).getLineIndex() + 1;
            parts.add(new Part(new Block(node, Block.Kind.of(node), first, last, 0), true));
        }
    }
}
