package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Finds paragraphs that options follow. */
final class Stems {

    private static final int MOST_OPTIONS = 10;
    private static final int LONGEST_OPTION = 30;

    private Stems() {}

    /** The paragraphs before at least two options each, in order. */
    static List<Block> in(SourceText source, List<Block> blocks) {
        List<Block> stems = new ArrayList<>();
        Block stem = null;
        int options = 0;
        for (Block block : blocks) {
            switch (block.kind()) {
                case PARAGRAPH -> {
                    boolean option =
                            Choices.read(source.line(block.firstLine()), 0).isPresent();
                    if (option) {
                        options += optionLines(source, block);
                    } else {
                        boolean answers = LeadIn.of(source.line(block.firstLine()))
                                .filter(l -> l.matter() == Matter.ANSWERS)
                                .isPresent();
                        stem = answers ? null : block;
                        options = optionLines(source, block);
                    }
                }
                case BULLET_ITEM, ORDERED_ITEM -> {
                    boolean option =
                            Choices.read(source.line(block.firstLine()), 0).isPresent();
                    options = option ? options + 1 : 0;
                    stem = option ? stem : null;
                }
                case CODE, QUOTE, TABLE, HTML -> {
                    // Belongs to the stem.
                }
                default -> {
                    stem = null;
                    options = 0;
                }
            }
            if (stem != null && options >= 2) {
                stems.add(stem);
                stem = null;
                options = 0;
            }
        }
        return stems;
    }

    private static int optionLines(SourceText source, Block block) {
        return Choices.in(source, List.of(block)).size()
                + (block.firstLine() == block.lastLine()
                                && Choices.read(source.line(block.firstLine()), 0)
                                        .isPresent()
                        ? 1
                        : 0);
    }

    /** The items of a numbered list that a text asks to choose from; empty if there is no such list. */
    static List<Block> numberedOptions(List<Block> blocks) {
        boolean asked = false;
        List<Block> items = new ArrayList<>();
        for (Block block : blocks) {
            if (block.is(Block.Kind.ORDERED_ITEM)) {
                if (!asked || (!items.isEmpty() && items.get(0).list() != block.list())) {
                    return List.of();
                }
                items.add(block);
            } else if (block.is(Block.Kind.PARAGRAPH) && items.isEmpty()) {
                String words = PlainText.of(block.node());
                asked = Evidence.asks(words) || Evidence.hasBlank(words);
            } else if (block.isItem()) {
                return List.of();
            }
        }
        boolean fits = items.size() >= 2
                && items.size() <= MOST_OPTIONS
                && items.stream().allMatch(Stems::isOption);
        return fits ? items : List.of();
    }

    private static boolean isOption(Block item) {
        String words = PlainText.of(item.node());
        return !Evidence.asks(words)
                && !Evidence.demands(words)
                && !Evidence.hasBoldStem(item.node())
                && Evidence.wordCount(words) <= LONGEST_OPTION;
    }
}
