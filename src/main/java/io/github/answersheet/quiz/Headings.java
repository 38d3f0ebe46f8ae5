package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which headings are questions: a vote of all headings of a level, with what stands under each as evidence for and against.
 *
 * @param questions the headings that are
 * @param sections the headings under which several questions stand without headings of their own, each before its options
 * @param decisions what was decided for each level
 */
record Headings(Set<Block> questions, Set<Block> sections, List<Decision> decisions) {

    boolean isQuestion(Block heading) {
        return questions.contains(heading);
    }

    static Headings vote(SourceText source, List<Block> blocks, Layout layout, Hints hints, boolean isWeak) {
        return new Vote(source, blocks, layout, hints, isWeak).result();
    }

    /** The mark of a heading, if it has one. */
    static Optional<QuestionMark> mark(SourceText source, Block heading) {
        return QuestionMark.of(HeadingLine.words(source.line(heading.firstLine())));
    }

    static boolean isNext(String label, String next) {
        return label.matches("\\d{1,6}")
                && next.matches("\\d{1,6}")
                && Integer.parseInt(next) == Integer.parseInt(label) + 1;
    }

    /** One heading and what speaks for and against it. */
    private record Signs(
            Block heading,
            int index,
            Optional<QuestionMark> mark,
            boolean asks,
            boolean demands,
            boolean answerable,
            boolean boxed,
            boolean asksBelow,
            boolean holdsOthers,
            int groups,
            boolean isEmpty) {

        boolean isCertain() {
            return mark.isPresent() && mark.get().certain();
        }

        boolean isQuestionLike() {
            return asks || demands || answerable || asksBelow;
        }
    }

    private static final class Vote {
        private final SourceText source;
        private final List<Block> blocks;
        private final Layout layout;
        private final Hints hints;
        private final boolean isWeak;
        private final Map<Block, Signs> signs = new HashMap<>();
        private final Set<Block> questions = new HashSet<>();
        private final Set<Block> sections = new HashSet<>();
        private final List<Decision> decisions = new ArrayList<>();
        private int firstHeading = -1;
        private final int[] atLevel = new int[Block.LOWEST_LEVEL + 1];
        private final int[] certainAt = new int[Block.LOWEST_LEVEL + 1];

        Vote(SourceText source, List<Block> blocks, Layout layout, Hints hints, boolean isWeak) {
            this.source = source;
            this.blocks = blocks;
            this.layout = layout;
            this.hints = hints;
            this.isWeak = isWeak;
        }

        Headings result() {
            List<Integer> headings = headings();
            firstHeading = headings.isEmpty() ? -1 : headings.get(0);
            headings.forEach(i -> signs.put(blocks.get(i), signs(i)));
            headings.forEach(i -> atLevel[blocks.get(i).level()]++);
            signs.values().stream().filter(Signs::isCertain).forEach(s -> certainAt[s.heading.level()]++);
            Map<Integer, List<Signs>> byLevel = new TreeMap<>();
            headings.forEach(i -> byLevel.computeIfAbsent(blocks.get(i).level(), l -> new ArrayList<>())
                    .add(signs.get(blocks.get(i))));
            Set<Integer> askingLevels = new HashSet<>();
            Set<Integer> grouped = new HashSet<>();
            List<Signs> certain =
                    signs.values().stream().filter(Signs::isCertain).toList();
            byLevel.forEach((level, all) -> {
                if (levelAsks(all, certain)) {
                    askingLevels.add(level);
                }
                if (all.stream().anyMatch(s -> s.mark.isEmpty() && s.groups > 1)) {
                    grouped.add(level);
                }
            });
            List<Signs> numbered =
                    signs.values().stream().filter(s -> s.mark.isPresent()).toList();
            boolean numbersAsk = numbered.stream().anyMatch(s -> s.isCertain() || s.isQuestionLike());
            // From the end, so that what is under a heading is decided before the heading.
            for (int h = headings.size() - 1; h >= 0; h--) {
                Signs s = signs.get(blocks.get(headings.get(h)));
                int level = s.heading.level();
                boolean isSection = s.mark.isEmpty() && grouped.contains(level) && s.groups > 0;
                if (layout.titles().contains(s.heading.firstLine())) {
                    continue;
                }
                if (isSection) {
                    sections.add(s.heading);
                } else if (hints.questionLevel().isPresent()
                        ? hints.questionLevel().getAsInt() == level
                        : isQuestion(s, numbered.size(), numbersAsk, certain.size(), askingLevels.contains(level))) {
                    questions.add(s.heading);
                }
            }
            byLevel.forEach(this::tell);
            return new Headings(Set.copyOf(questions), Set.copyOf(sections), List.copyOf(decisions));
        }

        private void tell(int level, List<Signs> all) {
            long asking =
                    all.stream().filter(s -> questions.contains(s.heading)).count();
            String kind = level == Block.LOWEST_LEVEL ? "lines that stand for headings" : "headings of level " + level;
            String decided = asking == 0
                    ? "sections and titles"
                    : asking == all.size() ? "questions" : asking + " of " + all.size() + " are questions";
            decisions.add(new Decision(
                    kind,
                    hints.questionLevel().isPresent() && hints.questionLevel().getAsInt() == level
                            ? "questions, as the author says"
                            : decided,
                    all.size() + " in all" + counted(all)));
        }

        private static String counted(List<Signs> all) {
            StringBuilder counted = new StringBuilder();
            count(counted, all, s -> s.isCertain(), "with a word and number");
            count(counted, all, s -> s.mark.isPresent() && !s.isCertain(), "with a number");
            count(counted, all, Signs::asks, "ask");
            count(counted, all, Signs::demands, "demand");
            count(counted, all, Signs::answerable, "before options or an answer");
            count(counted, all, Signs::asksBelow, "over a text that asks");
            count(counted, all, Signs::holdsOthers, "over questions of other forms");
            return counted.toString();
        }

        private static void count(StringBuilder counted, List<Signs> all, Predicate<Signs> sign, String words) {
            long count = all.stream().filter(sign).count();
            if (count > 0) {
                counted.append(", ").append(count).append(' ').append(words);
            }
        }

        private List<Integer> headings() {
            List<Integer> headings = new ArrayList<>();
            int keyLevel = 0;
            for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                if (!block.is(Block.Kind.HEADING)) {
                    continue;
                }
                Matter matter = Matter.ofHeading(PlainText.of(block.node()));
                // Headings in an answer key repeat the questions' numbers.
                boolean inKey = keyLevel > 0 && block.level() > keyLevel;
                if (!inKey && !layout.hides(block.firstLine())) {
                    keyLevel = matter == Matter.ANSWERS ? block.level() : 0;
                }
                boolean ofContainer = layout.asking(block.firstLine()).isPresent();
                if (!inKey && !ofContainer && matter == Matter.OTHER && !layout.hides(block.firstLine())) {
                    headings.add(i);
                }
            }
            return headings;
        }

        private Signs signs(int index) {
            Block heading = blocks.get(index);
            String words = PlainText.of(heading.node());
            List<Block> direct = direct(index);
            Optional<QuestionMark> mark = mark(source, heading);
            String own = QuestionMark.of(words)
                    .filter(m -> m.start() <= words.length())
                    .map(m -> words.substring(m.start()))
                    .orElse(words);
            List<Block> shown =
                    direct.stream().filter(b -> !layout.hides(b.firstLine())).toList();
            List<Choices.Line> choices = Choices.in(source, shown);
            boolean boxed = choices.stream().anyMatch(c -> c.letter().isEmpty());
            int groups = Stems.in(source, shown).size();
            boolean asksBelow = asksBelow(shown);
            boolean asks = Evidence.asks(words);
            boolean demands = Evidence.demands(own);
            boolean stemmed = boxed
                    || asks
                    || demands
                    || asksBelow
                    || mark.isPresent()
                    || shown.stream().anyMatch(b -> endsOpen(b));
            boolean parts = !Paragraphs.lettered(source, shown).isEmpty();
            int end = index + 1 + direct.size();
            int until = end < blocks.size() ? blocks.get(end).firstLine() - 1 : source.lineCount();
            boolean answerHeading = end < blocks.size()
                    && blocks.get(end).level() > heading.level()
                    && Matter.ofHeading(PlainText.of(blocks.get(end).node())) == Matter.ANSWERS;
            boolean comments = !layout.openingIn(heading.firstLine() + 1, until).isEmpty();
            boolean answerable = answerHeading
                    || choices.size() >= 2 && stemmed && !parts
                    || !Stems.numberedOptions(shown).isEmpty()
                    || isFollowedByAnswer(direct, asks || mark.isPresent() || asksBelow);
            return new Signs(
                    heading,
                    index,
                    mark,
                    asks,
                    demands,
                    answerable,
                    boxed,
                    asksBelow,
                    parts || holdsOthers(direct, mark.isPresent(), asks || demands),
                    groups,
                    direct.isEmpty() && !comments && !answerHeading);
        }

        // "Which holds:" and "The command ____ lists files" are stems as well.
        private boolean endsOpen(Block block) {
            if (!block.is(Block.Kind.PARAGRAPH)
                    || Choices.read(source.line(block.firstLine()), 0).isPresent()) {
                return false;
            }
            String words = PlainText.of(block.node());
            return words.endsWith(":") || Evidence.hasBlank(words);
        }

        private boolean asksBelow(List<Block> direct) {
            int paragraphs = 0;
            boolean asks = false;
            for (Block block : direct) {
                if (block.is(Block.Kind.PARAGRAPH) || block.is(Block.Kind.QUOTE)) {
                    paragraphs++;
                    String words = PlainText.of(block.node());
                    asks |= endsAsking(words) || (paragraphs <= 3 && Evidence.demandsSomewhere(words));
                }
            }
            return asks && direct.size() <= 12;
        }

        private static boolean endsAsking(String words) {
            int from = Math.max(0, words.length() - 160);
            return Evidence.asks(words.substring(from));
        }

        private boolean holdsOthers(List<Block> direct, boolean isMarked, boolean asks) {
            boolean containers =
                    direct.stream().anyMatch(b -> layout.asking(b.firstLine()).isPresent());
            boolean paragraphs = direct.stream()
                    .filter(b -> b.is(Block.Kind.PARAGRAPH) && !layout.hides(b.firstLine()))
                    .anyMatch(b ->
                            QuestionMark.ofParagraph(source.line(b.firstLine())).isPresent());
            boolean bullets = !asks && isMarked && asking(direct, Block.Kind.BULLET_ITEM, true);
            return containers
                    || paragraphs
                    || bullets
                    || asking(direct, Block.Kind.ORDERED_ITEM, false)
                    || direct.stream()
                            .anyMatch(b -> b.is(Block.Kind.TABLE)
                                    && QuestionTable.of(source, b).isPresent());
        }

        private boolean asking(List<Block> direct, Block.Kind kind, boolean strictly) {
            List<Block> items = direct.stream()
                    .filter(b -> b.is(kind) && !layout.hides(b.firstLine()))
                    .toList();
            long asking = items.stream()
                    .filter(item -> {
                        String stem = item.node().getFirstChild() == null
                                ? PlainText.of(item.node())
                                : PlainText.of(item.node().getFirstChild());
                        return strictly
                                ? Evidence.asks(stem)
                                : Evidence.hasBoldStem(item.node()) || Evidence.asks(stem) || Evidence.demands(stem);
                    })
                    .count();
            return items.size() >= 2 && (strictly ? asking * 5 >= items.size() * 4 : asking * 2 >= items.size());
        }

        private boolean levelAsks(List<Signs> all, List<Signs> certain) {
            boolean othersAreMarked = certain.size() >= 3
                    && certain.stream()
                            .noneMatch(
                                    c -> c.heading.level() == all.get(0).heading.level());
            List<Signs> leaves = all.stream()
                    .filter(s -> s.mark.isEmpty() && !s.holdsOthers && !s.isEmpty && !isOverHeadings(s))
                    .toList();
            long asking = leaves.stream().filter(Signs::isQuestionLike).count();
            long strong = leaves.stream()
                    .filter(s -> s.asks || s.answerable || s.asksBelow)
                    .count();
            return !othersAreMarked && asking >= 2 && strong > 0 && asking * 5 >= leaves.size() * 3;
        }

        private boolean isOverHeadings(Signs s) {
            int next = s.index + 1;
            while (next < blocks.size() && !blocks.get(next).is(Block.Kind.HEADING)) {
                next++;
            }
            return next < blocks.size()
                    && blocks.get(next).level() > s.heading.level()
                    && Matter.ofHeading(PlainText.of(blocks.get(next).node())) == Matter.OTHER;
        }

        private boolean isQuestion(Signs s, int numbered, boolean numbersAsk, int certain, boolean levelAsks) {
            boolean holdsQuestions = scope(s.index).stream().anyMatch(questions::contains);
            if (s.isCertain()) {
                boolean alone = atLevel[s.heading.level()] == 1;
                boolean contains = scope(s.index).stream()
                                .filter(questions::contains)
                                .filter(q -> mark(source, q)
                                        .filter(QuestionMark::certain)
                                        .isPresent())
                                .count()
                        > 1;
                return !(alone && contains && s.index == firstHeading);
            }
            if (s.mark.isEmpty() && peers(s) && s.holdsOthers && !holdsQuestions) {
                return true;
            }
            if (s.holdsOthers || (s.mark.isPresent() && isContainer(s))) {
                return false;
            }
            if (s.mark.isPresent()) {
                return s.answerable || s.asks || (numbered >= 2 && (numbersAsk || certain == 0 && !isOverHeadings(s)));
            }
            if (s.answerable) {
                return levelAsks || s.asks || s.demands || (s.boxed ? certain < 3 || peers(s) : certain < 2);
            }
            if (peers(s) && !s.isEmpty && (s.asksBelow || s.holdsOthers || s.demands || isList(s))) {
                return true;
            }
            if (isWeak && s.asksBelow && !holdsQuestions) {
                return true;
            }
            return levelAsks && !s.isEmpty && !holdsQuestions && (s.isQuestionLike() || !isOverHeadings(s));
        }

        private boolean isList(Signs s) {
            return direct(s.index).stream()
                            .filter(b -> b.is(Block.Kind.ORDERED_ITEM))
                            .count()
                    >= 2;
        }

        // Most headings of its level are numbered with a word.
        private boolean peers(Signs s) {
            int certain = certainAt[s.heading.level()];
            return certain >= 2 && certain * 5 >= atLevel[s.heading.level()] * 3;
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
                    && !(blocks.get(end).is(Block.Kind.HEADING)
                            && blocks.get(end).level() <= level)) {
                end++;
            }
            return blocks.subList(index + 1, end);
        }

        // A deeper numbered heading that goes on counting is the next question; one that starts anew is inside.
        private boolean isContainer(Signs s) {
            String label = s.mark.orElseThrow().label();
            for (Block block : scope(s.index)) {
                if (questions.contains(block)) {
                    String inner = mark(source, block).map(QuestionMark::label).orElse("");
                    return !isNext(label, inner);
                }
            }
            return false;
        }

        private boolean isFollowedByAnswer(List<Block> direct, boolean isStem) {
            for (Block block : direct) {
                boolean hidden = layout.hides(block.firstLine());
                boolean answers = !hidden
                        && (isStem || !block.isItem())
                        && LeadIn.of(source.line(block.firstLine()))
                                .filter(lead -> lead.matter() == Matter.ANSWERS && lead.certain())
                                .isPresent();
                boolean hides = hidden
                        && layout.around(block.firstLine(), Container.Role.ANSWER)
                                .isPresent();
                if (answers || hides) {
                    return true;
                }
            }
            return false;
        }
    }
}
