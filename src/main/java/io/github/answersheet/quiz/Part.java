package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;

/**
 * A block inside a question: of its own or inside its list item, lists again taken apart.
 *
 * @param block its blocks' line numbers and kind
 * @param inItem whether it stands inside the question's own list item
 */
record Part(Block block, boolean inItem) {

    /** The parts of a question in order; the first holds its first line, except in a container. */
    static List<Part> of(Found found, SourceText source) {
        List<Part> parts = new ArrayList<>();
        if (found.is(Found.Form.ROW)) {
            return parts;
        }
        for (int i = 0; i < found.blocks().size(); i++) {
            Block block = found.blocks().get(i);
            boolean ownItem = i == 0 && found.is(Found.Form.ITEM);
            if (ownItem && block.node().getFirstChild() != null) {
                children(block.node(), source, parts);
            } else {
                parts.add(new Part(block, false));
            }
        }
        return parts;
    }

    private static void children(Node parent, SourceText source, List<Part> parts) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof ListBlock) {
                for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
                    Block.of(item, 0, source).map(b -> new Part(b, true)).ifPresent(parts::add);
                }
            } else {
                Block.of(node, 0, source).map(b -> new Part(b, true)).ifPresent(parts::add);
            }
        }
    }
}
