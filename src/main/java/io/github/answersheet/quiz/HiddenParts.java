package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The {@code <details>} of a document, found by line. */
final class HiddenParts {

    private final NavigableMap<Integer, Details> byFirstLine = new TreeMap<>();
    private final BitSet lines = new BitSet();
    private final boolean mostAsk;

    HiddenParts(SourceText source, List<Block> blocks) {
        List<Details> all = Details.in(source, blocks);
        for (Details details : all) {
            byFirstLine.putIfAbsent(details.firstLine(), details);
            lines.set(details.firstLine(), details.lastLine() + 1);
        }
        long asking = all.stream().filter(HiddenParts::asksByItself).count();
        this.mostAsk = asking > 2 && asking * 2 > all.size();
    }

    boolean hides(Block block) {
        return lines.get(block.firstLine());
    }

    /** The element that the block starts in. */
    Optional<Details> around(Block block) {
        return Optional.ofNullable(byFirstLine.floorEntry(block.firstLine()))
                .map(Map.Entry::getValue)
                .filter(d -> block.firstLine() <= d.lastLine());
    }

    /** The first element that starts in the block. */
    Optional<Details> startingIn(Block block) {
        return allStartingIn(block).stream().findFirst();
    }

    /** The elements that start in the block, in order. */
    List<Details> allStartingIn(Block block) {
        List<Details> starting = new ArrayList<>();
        for (int line = block.firstLine(); line <= block.lastLine(); line++) {
            if (byFirstLine.containsKey(line)) {
                starting.add(byFirstLine.get(line));
            }
        }
        return starting;
    }

    /**
     * Whether its summary is a question: {@code What is X?} is one, {@code Show} is not. Where most summaries ask, the
     * others do so too, in words that cannot be told from a topic.
     */
    boolean asks(Details details) {
        return mostAsk ? Matter.of(details.summary()) == Matter.OTHER : asksByItself(details);
    }

    private static boolean asksByItself(Details details) {
        String summary = details.summary();
        return Matter.of(summary) == Matter.OTHER
                && (Evidence.asks(summary)
                        || QuestionMark.of(summary).isPresent()
                        || (Evidence.demands(summary)
                                && !summary.toLowerCase(Locale.ROOT).matches("(show|see|click|reveal).*")));
    }

    /** Whether the element hides an answer to the question before it: anything but a hint. */
    static boolean hidesAnswer(Details details) {
        Matter matter = Matter.of(details.summary());
        return matter != Matter.HINTS && matter != Matter.EXAMPLES;
    }
}
