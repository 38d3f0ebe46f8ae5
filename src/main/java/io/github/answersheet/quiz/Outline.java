package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which headings are questions. A heading that holds questions is a section, whatever its words. */
final class Outline {

    private final SourceText source;
    private final List<Block> blocks;
    private final HiddenParts hidden;
    private final Map<Block, Optional<QuestionMark>> marks = new HashMap<>();
    private final Set<Block> questions = new HashSet<>();

    Outline(SourceText source, List<Block> blocks, HiddenParts hidden) {
        this.source = source;
        this.blocks = blocks;
        this.hidden = hidden;
        decide();
    }

    boolean isQuestion(Block heading) {
        return questions.contains(heading);
    }

    /** The heading's source without its {@code #} signs. */
    String words(Block heading) {
        return HeadingLine.words(source.line(heading.firstLine()));
    }

    Optional<QuestionMark> mark(Block heading) {
        return marks.computeIfAbsent(heading, h -> QuestionMark.of(words(h)));
    }

    private void decide() {
        List<Integer> headings = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.is(Block.Kind.HEADING) && !hidden.hides(block) && !isMeta(block)) {
                headings.add(i);
            }
        }
        Set<Integer> ofKey = underAnswers();
        headings.removeIf(ofKey::contains);
        List<Integer> numbered =
                headings.stream().filter(i -> mark(blocks.get(i)).isPresent()).toList();
        long asking = headings.stream()
                .filter(i -> Evidence.asks(PlainText.of(blocks.get(i).node())))
                .count();
        // From the end, so that what is under a heading is decided before the heading.
        for (int h = headings.size() - 1; h >= 0; h--) {
            int i = headings.get(h);
            if (isQuestion(i, numbered, asking)) {
                questions.add(blocks.get(i));
            }
        }
    }

    private boolean isMeta(Block heading) {
        return Matter.of(PlainText.of(heading.node())) != Matter.OTHER;
    }

    // Headings in an answer key repeat the questions' numbers.
    private Set<Integer> underAnswers() {
        Set<Integer> under = new HashSet<>();
        int level = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.is(Block.Kind.HEADING)) {
                if (level > 0 && block.level() > level) {
                    under.add(i);
                } else {
                    boolean isKey = Matter.of(PlainText.of(block.node())) == Matter.ANSWERS;
                    level = isKey ? block.level() : 0;
                }
            }
        }
        return under;
    }

    private boolean isQuestion(int index, List<Integer> numbered, long asking) {
        Block heading = blocks.get(index);
        Optional<QuestionMark> mark = mark(heading);
        String words = PlainText.of(heading.node());
        List<Block> direct = direct(index);
        if (mark.isPresent() && mark.get().certain()) {
            return true;
        }
        boolean answerable = holdsChoices(direct) || isFollowedByAnswer(direct);
        if (holdsQuestionItems(direct) || holdsMarkedParagraphs(direct) || (mark.isPresent() && isContainer(index))) {
            return false;
        }
        if (mark.isPresent()) {
            return numbered.size() >= 2 || answerable || Evidence.asks(words);
        }
        boolean holdsQuestions = scope(index).stream().anyMatch(questions::contains);
        return answerable || (asking >= 2 && Evidence.asks(words) && !direct.isEmpty() && !holdsQuestions);
    }

    private List<Block> direct(int index) {
        int end = index + 1;
        while (end < blocks.size() && !blocks.get(end).is(Block.Kind.HEADING)) {
            end++;
        }
        return blocks.subList(index + 1, end);
    }

    private List<Block> scope(int index) {
        int level = blocks.get(index).level();
        int end = index + 1;
        while (end < blocks.size()
                && !(blocks.get(end).is(Block.Kind.HEADING) && blocks.get(end).level() <= level)) {
            end++;
        }
        return blocks.subList(index + 1, end);
    }

    // A deeper numbered heading that goes on counting is the next question; one that starts anew is inside.
    private boolean isContainer(int index) {
        String label = mark(blocks.get(index)).orElseThrow().label();
        for (Block block : scope(index)) {
            if (questions.contains(block)) {
                String inner = mark(block).map(QuestionMark::label).orElse("");
                return !isNext(label, inner);
            }
        }
        return false;
    }

    static boolean isNext(String label, String next) {
        return label.matches("\\d{1,6}")
                && next.matches("\\d{1,6}")
                && Integer.parseInt(next) == Integer.parseInt(label) + 1;
    }

    private boolean holdsChoices(List<Block> direct) {
        List<Block> shown = direct.stream().filter(b -> !hidden.hides(b)).toList();
        return Choices.countIn(source, shown) >= 2;
    }

    private boolean isFollowedByAnswer(List<Block> direct) {
        for (Block block : direct) {
            boolean answers = !hidden.hides(block)
                    && LeadIn.of(source.line(block.firstLine()))
                            .filter(lead -> lead.matter() == Matter.ANSWERS)
                            .isPresent();
            if (answers
                    || hidden.startingIn(block)
                            .filter(d -> HiddenParts.hidesAnswer(d) && !hidden.asks(d))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsMarkedParagraphs(List<Block> direct) {
        return direct.stream()
                .filter(b -> b.is(Block.Kind.PARAGRAPH))
                .anyMatch(b ->
                        QuestionMark.ofParagraph(source.line(b.firstLine())).isPresent());
    }

    private boolean holdsQuestionItems(List<Block> direct) {
        List<Block> items =
                direct.stream().filter(b -> b.is(Block.Kind.ORDERED_ITEM)).toList();
        long asking = items.stream()
                .filter(item -> Evidence.hasBoldStem(item.node())
                        || Evidence.asks(PlainText.of(
                                item.node().getFirstChild() == null
                                        ? item.node()
                                        : item.node().getFirstChild())))
                .count();
        return items.size() >= 2 && asking * 2 >= items.size();
    }
}
