package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Walks through the blocks of a quiz once, in order, and gives each to a question, to a section, to the answer key, or
 * leaves it out with a reason.
 */
final class QuestionFinder {

    private static final Pattern END_OF_QUIZ = Pattern.compile(
            "\\W*(?:end of|this is the end of|fin de|ende des|ende der|fine del) (?:the |la |l'|l’)?[\\p{L}\\p{N} ]*"
                    + "(?:quiz|exam|test|questions?|midterm|final|questionnaire|prüfung|fragen|examen|cuestionario)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int LONGEST_TITLE = 6;

    /**
     * What a walk gave.
     *
     * @param found the questions in order
     * @param key blocks of an answer key for the whole quiz
     * @param leftOut what belongs to no question
     * @param title the heading over everything, if there is one
     * @param hasSections whether there are headings besides it
     * @param decisions what votes decided
     */
    record Findings(
            List<Found> found,
            List<Block> key,
            List<LeftOut> leftOut,
            Optional<Block> title,
            boolean hasSections,
            List<Decision> decisions) {}

    private final SourceText source;
    private final List<Block> blocks;
    private final Layout layout;
    private final Headings headings;
    private final Paragraphs paragraphs;
    private final ItemLists lists;
    private final boolean breaksSeparate;
    private final boolean isWeak;
    private final int lastHeadingQuestion;

    private final List<Found> found = new ArrayList<>();
    private final List<Block> key = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Block> sectionHeadings = new ArrayList<>();
    private final Set<Container> seen = new HashSet<>();

    private Found open;
    private boolean paused;
    private Matter region = Matter.OTHER;
    private int regionLevel;
    private Block section;
    private int nextContainer;

    private QuestionFinder(
            SourceText source,
            List<Block> blocks,
            Layout layout,
            Headings headings,
            Paragraphs paragraphs,
            ItemLists lists,
            boolean isWeak) {
        this.source = source;
        this.blocks = blocks;
        this.layout = layout;
        this.headings = headings;
        this.paragraphs = paragraphs;
        this.lists = lists;
        this.isWeak = isWeak;
        this.breaksSeparate = breaksSeparate();
        this.lastHeadingQuestion = lastHeadingQuestion();
    }

    /**
     * Finds the questions.
     *
     * @param isWeak whether to take weaker evidence, because nothing else was found: lists that may ask, under whatever
     *     heading, and paragraphs that ask
     */
    static Findings find(SourceText source, List<Block> blocks, Layout layout, Hints hints, boolean isWeak) {
        Headings headings = Headings.vote(source, blocks, layout, hints, isWeak);
        Paragraphs paragraphs = Paragraphs.vote(source, blocks, layout, headings, isWeak);
        long marked = headings.questions().stream()
                        .filter(h -> Headings.mark(source, h)
                                .filter(QuestionMark::certain)
                                .isPresent())
                        .count()
                + paragraphs.marked();
        ItemLists lists = new ItemLists(source, blocks, isWeak, marked >= 2);
        QuestionFinder finder = new QuestionFinder(source, blocks, layout, headings, paragraphs, lists, isWeak);
        finder.walk();
        List<Decision> decisions = new ArrayList<>(headings.decisions());
        decisions.addAll(paragraphs.decisions());
        decisions.addAll(lists.decisions());
        if (isWeak) {
            decisions.add(new Decision("the file", "weak evidence counts", "nothing in it asks clearly"));
        }
        return new Findings(
                List.copyOf(finder.found),
                List.copyOf(finder.key),
                List.copyOf(finder.leftOut),
                finder.titleHeading(),
                finder.sectionHeadings.size() > 1,
                decisions);
    }

    private void walk() {
        for (int i = 0; i < blocks.size(); i++) {
            containersUntil(blocks.get(i).firstLine());
            take(i, blocks.get(i));
        }
        containersUntil(source.lineCount());
    }

    private Optional<Block> titleHeading() {
        if (sectionHeadings.isEmpty()) {
            return Optional.empty();
        }
        Block first = sectionHeadings.get(0);
        boolean beforeAll = found.isEmpty() || first.firstLine() < found.get(0).firstLine();
        boolean aboveAll = sectionHeadings.stream().skip(1).noneMatch(h -> h.level() <= first.level());
        return beforeAll && aboveAll ? Optional.of(first) : Optional.empty();
    }

    // If most questions end with a rule, the rule ends the last one as well.
    private boolean breaksSeparate() {
        int questions = 0;
        int afterBreak = 0;
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).is(Block.Kind.HEADING) && headings.isQuestion(blocks.get(i))) {
                questions++;
                afterBreak += blocks.get(i - 1).is(Block.Kind.RULE) ? 1 : 0;
            }
        }
        return afterBreak > 0 && afterBreak * 2 >= questions - 1;
    }

    private int lastHeadingQuestion() {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i).is(Block.Kind.HEADING) && headings.isQuestion(blocks.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void containersUntil(int line) {
        List<Container> all = layout.containers();
        while (nextContainer < all.size() && all.get(nextContainer).firstLine() <= line) {
            container(all.get(nextContainer));
            nextContainer++;
        }
    }

    private void container(Container container) {
        closeContainer(container.firstLine());
        if (container.is(Container.Role.COMMENT) || !container.inline().isEmpty()) {
            if (open != null) {
                open.comments().add(container);
            }
            return;
        }
        if (!container.is(Container.Role.QUESTION) || region == Matter.ANSWERS || layout.hides(container.firstLine())) {
            return;
        }
        boolean mayStart = open == null
                || open.is(Found.Form.CONTAINER)
                        && !open.container().orElseThrow().holds(container.firstLine());
        if (!mayStart || holdsSeveral(container)) {
            return;
        }
        String title = container.title();
        String label = QuestionMark.of(title).map(QuestionMark::label).orElse("");
        region = Matter.OTHER;
        paused = false;
        open = Found.of(sectionName(), sectionLine(container.firstLine()), label, container);
        found.add(open);
        seen.add(container);
    }

    // A box around a list of questions is no question.
    private boolean holdsSeveral(Container container) {
        int several = 0;
        for (int i = firstBlockFrom(container.firstLine()); i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.firstLine() > container.lastLine()) {
                break;
            }
            if (layout.hides(block.firstLine())) {
                continue;
            }
            boolean item = block.is(Block.Kind.ORDERED_ITEM) && lists.areQuestions(block);
            boolean marked = block.is(Block.Kind.PARAGRAPH)
                    && QuestionMark.ofParagraph(source.line(block.firstLine())).isPresent();
            boolean heading = block.is(Block.Kind.HEADING)
                    && Headings.mark(source, block)
                            .filter(QuestionMark::certain)
                            .isPresent();
            several += item || marked || heading ? 1 : 0;
        }
        return several > 1 && !isOneQuestion(container);
    }

    // With an answer of its own, or under a title, what asks in it are its parts.
    private boolean isOneQuestion(Container container) {
        int first = firstBlockFrom(container.firstLine());
        boolean titled = first < blocks.size()
                && blocks.get(first).is(Block.Kind.HEADING)
                && container.holds(blocks.get(first).firstLine());
        return titled || layout.holds(container, Container.Role.ANSWER);
    }

    private int firstBlockFrom(int line) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (blocks.get(middle).firstLine() < line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    // Behind the end of a container only its answer still belongs to it.
    private void closeContainer(int line) {
        if (open != null
                && open.is(Found.Form.CONTAINER)
                && !open.container().orElseThrow().holds(line)
                && line > open.container().orElseThrow().firstLine()
                && !layout.hides(line)) {
            paused = true;
        }
    }

    private void take(int index, Block block) {
        int line = block.firstLine();
        boolean hidden = layout.hides(line);
        boolean inKey = region == Matter.ANSWERS;
        if (layout.isAside(line)) {
            leaveOut(block, reason(Matter.INSTRUCTIONS));
            return;
        }
        if (open != null && open.is(Found.Form.CONTAINER)) {
            if (open.container().orElseThrow().holds(line)) {
                open.blocks().add(block);
                return;
            }
            if (hidden) {
                belongOrLeave(block);
                return;
            }
            boolean answers = LeadIn.of(source.line(line))
                    .filter(l -> l.matter() == Matter.ANSWERS)
                    .isPresent();
            if (answers && !block.is(Block.Kind.HEADING)) {
                open.blocks().add(block);
                return;
            }
            open = null;
        }
        if (block.is(Block.Kind.HEADING) && (inKey || !hidden)) {
            heading(index, block);
        } else if (block.is(Block.Kind.RULE)) {
            paused = open != null && breaksSeparate;
        } else if (region != Matter.ANSWERS && isKeyForAll(index, block)) {
            enter(Matter.ANSWERS, block);
            key.add(block);
        } else if (region != Matter.OTHER && !leavesRegion(block)) {
            leaveToRegion(block);
        } else if (!startsQuestion(index, block)) {
            belongOrLeave(block);
        }
    }

    // Instructions end where a text with a word and number begins; an answer key repeats such texts.
    private boolean leavesRegion(Block block) {
        boolean leaves = region != Matter.ANSWERS
                && block.is(Block.Kind.PARAGRAPH)
                && (paragraphs.words().contains(block)
                        || QuestionMark.ofParagraph(source.line(block.firstLine()))
                                .filter(QuestionMark::certain)
                                .isPresent());
        region = leaves ? Matter.OTHER : region;
        return leaves;
    }

    // "Answers: 1-C, 2-B" and <details><summary>Answers</summary> behind the last question are about all of them.
    private boolean isKeyForAll(int index, Block block) {
        if (index < lastHeadingQuestion || found.size() < 2) {
            return false;
        }
        Optional<Container> answer = layout.around(block.firstLine(), Container.Role.ANSWER);
        if (answer.isPresent()) {
            Container container = answer.get();
            return seen.add(container)
                    && isKeyForAll(container.title().isEmpty() ? container.word() : container.title())
                    && AnswerKeyList.countIn(layout.view().lines(container.contentLine(), container.lastLine())) > 1;
        }
        return block.is(Block.Kind.PARAGRAPH)
                && LeadIn.of(source.line(block.firstLine()))
                        .filter(lead -> lead.matter() == Matter.ANSWERS)
                        .filter(lead -> AnswerKeyList.countIn(lead.rest()) > 1)
                        .isPresent();
    }

    private void heading(int index, Block block) {
        Matter matter = Matter.ofHeading(PlainText.of(block.node()));
        boolean insideRegion = region != Matter.OTHER && block.level() > regionLevel;
        if (headings.isQuestion(block)) {
            String label = Headings.mark(source, block).map(QuestionMark::label).orElse("");
            start(Found.Form.HEADING, label, block);
        } else if (insideRegion) {
            if (region == Matter.ANSWERS && (matter == Matter.OTHER || matter == Matter.ANSWERS)) {
                key.add(block);
            } else if (matter != Matter.OTHER) {
                enter(matter, block);
            }
        } else if (belongsToOpen(index, block, matter)) {
            paused = false;
            open.blocks().add(block);
        } else if (matter == Matter.QUESTION) {
            start(Found.Form.HEADING, "", block);
        } else if (matter != Matter.OTHER && !(isWeak && matter == Matter.INSTRUCTIONS)) {
            enter(matter, block);
        } else {
            open = null;
            region = Matter.OTHER;
            section = block;
            sectionHeadings.add(block);
        }
    }

    private boolean belongsToOpen(int index, Block block, Matter matter) {
        if (open == null) {
            return false;
        }
        boolean partWord = matter == Matter.HINTS
                || matter == Matter.ANSWERS
                || matter == Matter.EXAMPLES
                || matter == Matter.OPTIONS;
        boolean ownText = matter == Matter.QUESTION && open.blocks().size() == 1;
        if (open.is(Found.Form.HEADING) && open.startsWith(Block.Kind.HEADING)) {
            Block first = open.blocks().get(0);
            boolean deeper = block.level() > first.level();
            if (deeper && matter != Matter.QUESTION) {
                return matter == Matter.OTHER
                        || partWord
                        || matter == Matter.ABOUT_FILE
                        || matter == Matter.INSTRUCTIONS;
            }
            // A file that is one question calls its parts by these words.
            boolean isParted = Matter.of(PlainText.of(first.node())) == Matter.QUESTION;
            // "## Answer" between two questions is this question's; after the last it is the key of all.
            return ownText
                    || (isParted && (partWord || matter == Matter.ABOUT_FILE))
                    || (partWord && index < lastHeadingQuestion)
                    || (matter == Matter.OPTIONS);
        }
        return partWord && (matter != Matter.ANSWERS || comesBeforeNext(index));
    }

    // Behind the answer the count goes on.
    private boolean comesBeforeNext(int index) {
        for (int i = index + 1; i < blocks.size() && !blocks.get(i).is(Block.Kind.HEADING); i++) {
            Block block = blocks.get(i);
            String label = block.is(Block.Kind.ORDERED_ITEM)
                    ? lists.label(block)
                    : block.is(Block.Kind.PARAGRAPH)
                            ? QuestionMark.ofParagraph(source.line(block.firstLine()))
                                    .map(QuestionMark::label)
                                    .orElse("")
                            : "";
            if (Headings.isNext(open.label(), label)) {
                return true;
            }
        }
        return false;
    }

    private void enter(Matter matter, Block block) {
        open = null;
        region = matter;
        regionLevel = block.is(Block.Kind.HEADING) ? block.level() : Block.LOWEST_LEVEL;
        leaveOut(block, reason(matter));
    }

    private void leaveToRegion(Block block) {
        if (region == Matter.ANSWERS) {
            key.add(block);
        }
        leaveOut(block, reason(region));
    }

    private boolean startsQuestion(int index, Block block) {
        boolean inHeading = open != null && open.is(Found.Form.HEADING);
        if (inHeading || layout.hides(block.firstLine())) {
            return false;
        }
        if (block.isItem()
                && lists.ask(block, open, found.isEmpty() ? null : found.get(found.size() - 1), sectionName())) {
            start(Found.Form.ITEM, lists.label(block), block);
            return true;
        }
        if (block.is(Block.Kind.TABLE) && (open == null || open.is(Found.Form.ROW))) {
            return startsRows(block);
        }
        return block.is(Block.Kind.PARAGRAPH) && startsParagraph(index, block);
    }

    private boolean startsRows(Block block) {
        Optional<QuestionTable> table = QuestionTable.of(source, block);
        if (table.isEmpty()) {
            return false;
        }
        for (QuestionTable.Row row : table.get().rows()) {
            region = Matter.OTHER;
            open = Found.of(sectionName(), sectionLine(row.line()), block, row);
            found.add(open);
        }
        open = null;
        return true;
    }

    private boolean startsParagraph(int index, Block block) {
        String line = source.line(block.firstLine());
        Optional<QuestionMark> mark = QuestionMark.ofParagraph(line);
        if (mark.isPresent() && !isAnswerLine(line)) {
            start(Found.Form.PARAGRAPH, mark.get().label(), block);
            return true;
        }
        if (paragraphs.words().contains(block)) {
            start(Found.Form.PARAGRAPH, "", block);
            return true;
        }
        if (paragraphs.lettered().contains(block)) {
            start(Found.Form.LETTER, "", block);
            return true;
        }
        if (paragraphs.questions().contains(block)) {
            start(Found.Form.PARAGRAPH, "", block);
            return true;
        }
        boolean heads = Paragraphs.isBoldLine(line) && block.firstLine() == block.lastLine();
        if (heads && isKeyForAll(line)) {
            enter(Matter.ANSWERS, block);
            return true;
        }
        boolean titles = heads && paragraphs.mayTitle(block) || isPlainTitle(index, block);
        if (titles && comesBeforeQuestion(index)) {
            open = null;
            section = block;
            sectionHeadings.add(block);
            return true;
        }
        return false;
    }

    private static boolean isAnswerLine(String line) {
        return LeadIn.of(line)
                .filter(l -> l.matter() == Matter.ANSWERS && l.certain())
                .isPresent();
    }

    // "Files" before a list that starts to count anew, where several lists do so.
    private boolean isPlainTitle(int index, Block block) {
        String words = PlainText.of(block.node());
        boolean isTitle = block.firstLine() == block.lastLine()
                && paragraphs.mayTitle(block)
                && !words.isEmpty()
                && Evidence.wordCount(words) <= LONGEST_TITLE
                && !words.matches(".*[.?!;,，。？！；]")
                && Matter.of(words.replaceFirst("[:：]$", "")) == Matter.OTHER
                && LeadIn.of(source.line(block.firstLine()))
                        .filter(l -> l.matter() != Matter.OTHER)
                        .isEmpty();
        boolean before = index + 1 < blocks.size() && blocks.get(index + 1).is(Block.Kind.ORDERED_ITEM);
        boolean restarts = before
                && (lists.label(blocks.get(index + 1)).equals("1")
                        || words.matches("\\p{Lu}.*[^:：]")
                                && !blocks.get(Math.max(0, index - 1)).is(Block.Kind.CODE));
        return isTitle && restarts && paragraphs.listsRestart();
    }

    private boolean comesBeforeQuestion(int index) {
        int next = index + 1;
        if (next == blocks.size()) {
            return false;
        }
        Block block = blocks.get(next);
        return switch (block.kind()) {
            case PARAGRAPH ->
                paragraphs.questions().contains(block)
                        || paragraphs.lettered().contains(block)
                        || QuestionMark.ofParagraph(source.line(block.firstLine()))
                                .isPresent();
            case ORDERED_ITEM -> lists.areQuestions(block);
            case BULLET_ITEM -> lists.areQuestions(block);
            case HEADING -> headings.isQuestion(block);
            case TABLE -> QuestionTable.of(source, block).isPresent();
            default -> false;
        };
    }

    private boolean isKeyForAll(String line) {
        String words = line.replaceAll("[*_:#]+|\\([^)]*\\)", " ").strip();
        boolean plural = words.toLowerCase(java.util.Locale.ROOT).matches(".*(s|keys?|ы|en|答案|解答)$");
        // Where each question has such a line, it is about that question.
        return found.size() > 1 && plural && paragraphs.answerLines() < 2 && Matter.of(words) == Matter.ANSWERS;
    }

    private void belongOrLeave(Block block) {
        if (block.is(Block.Kind.PARAGRAPH)
                && END_OF_QUIZ.matcher(source.line(block.firstLine())).lookingAt()) {
            open = null;
        }
        boolean hidden = layout.hides(block.firstLine());
        if (open != null && paused) {
            boolean goesOn = LeadIn.of(source.line(block.firstLine()))
                    .filter(lead -> lead.matter() == Matter.HINTS || lead.matter() == Matter.ANSWERS)
                    .isPresent();
            paused = !goesOn && !block.is(Block.Kind.CODE) && !hidden && !inAnswer();
        }
        if (open != null && !paused) {
            open.blocks().add(block);
            return;
        }
        leaveOut(
                block,
                found.isEmpty()
                        ? "before the first question"
                        : open == null ? "not part of a question" : "after the last question");
    }

    private boolean inAnswer() {
        Block last =
                open.blocks().isEmpty() ? null : open.blocks().get(open.blocks().size() - 1);
        return last != null
                && last.is(Block.Kind.CODE)
                && open.blocks().stream()
                        .anyMatch(b -> LeadIn.of(source.line(b.firstLine()))
                                .filter(lead -> lead.matter() == Matter.ANSWERS)
                                .isPresent());
    }

    private String sectionName() {
        return section == null ? "" : PlainText.of(section.node());
    }

    private int sectionLine(int otherwise) {
        return section == null ? otherwise : section.firstLine();
    }

    private void start(Found.Form form, String label, Block block) {
        region = Matter.OTHER;
        paused = false;
        open = Found.of(sectionName(), sectionLine(block.firstLine()), form, label, block);
        found.add(open);
    }

    private void leaveOut(Block block, String reason) {
        LeftOut last = leftOut.isEmpty() ? null : leftOut.get(leftOut.size() - 1);
        boolean goesOn = last != null && last.reason().equals(reason) && !found.isEmpty() == questionsBefore(last);
        if (goesOn && !block.is(Block.Kind.HEADING)) {
            leftOut.set(leftOut.size() - 1, new LeftOut(last.firstLine(), block.lastLine(), reason, last.excerpt()));
        } else {
            leftOut.add(new LeftOut(block.firstLine(), block.lastLine(), reason, Excerpts.of(source, block)));
        }
    }

    // Whether the latest question stands before that part, so that nothing is between it and what comes now.
    private boolean questionsBefore(LeftOut part) {
        return !found.isEmpty() && found.get(found.size() - 1).lastLine() < part.firstLine();
    }

    private static String reason(Matter matter) {
        return switch (matter) {
            case ANSWERS -> "answer key";
            case INSTRUCTIONS -> "instructions";
            case SCORING -> "scoring";
            case READING -> "further reading";
            case HINTS -> "hints";
            default -> "not part of a question";
        };
    }
}
