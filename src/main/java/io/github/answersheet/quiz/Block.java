package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;

/**
 * A block at the margin of the document; lists are taken apart into their items.
 *
 * @param firstLine 1-based
 * @param lastLine inclusive
 * @param list counts the lists of the document; items of one list have the same value, other blocks 0
 */
record Block(Node node, Kind kind, int firstLine, int lastLine, int list) {

    static final int LOWEST_LEVEL = 7;

    enum Kind {
        HEADING,
        ORDERED_ITEM,
        BULLET_ITEM,
        PARAGRAPH,
        CODE,
        QUOTE,
        TABLE,
        HTML,
        RULE,
        OTHER;

        static Kind of(Node node) {
            if (node instanceof Heading) {
                return HEADING;
            } else if (node instanceof ListItem) {
                return node.getParent() instanceof BulletList ? BULLET_ITEM : ORDERED_ITEM;
            } else if (node instanceof Paragraph) {
                return PARAGRAPH;
            } else if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
                return CODE;
            } else if (node instanceof BlockQuote) {
                return QUOTE;
            } else if (node instanceof TableBlock) {
                return TABLE;
            } else if (node instanceof HtmlBlock) {
                return HTML;
            } else if (node instanceof ThematicBreak) {
                return RULE;
            }
            return OTHER;
        }
    }

    /** The node with its lines, if it has any. Blank lines at its end, which lists claim, are no part of it. */
    static Optional<Block> of(Node node, int list, SourceText source) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        int first = spans.get(0).getLineIndex() + 1;
        int last = spans.get(spans.size() - 1).getLineIndex() + 1;
        while (last > first && source.line(last).isBlank()) {
            last--;
        }
        return Optional.of(new Block(node, Kind.of(node), first, last, list));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isItem() {
        return kind == Kind.ORDERED_ITEM || kind == Kind.BULLET_ITEM;
    }

    /** 1 to 6 for headings; a line in bold that stands for one is below them all. */
    int level() {
        return node instanceof Heading heading ? heading.getLevel() : LOWEST_LEVEL;
    }
}
