package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Walks through the blocks of a quiz once, in order, and gives each to a question, to a section, to the answer key, or
 * leaves it out with a reason.
 */
final class QuestionFinder {

    private final SourceText source;
    private final List<Block> blocks;
    private final HiddenParts hidden;
    private final Outline outline;
    private final ItemLists lists;
    private final boolean breaksSeparate;
    private final boolean bulletsAsk;

    private final List<Found> found = new ArrayList<>();
    private final List<Block> key = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Block> sectionHeadings = new ArrayList<>();

    private static final Pattern END_OF_QUIZ = Pattern.compile(
            "\\W*(?:end of|this is the end of|fin de|ende des|ende der|fine del) (?:the |la |l'|l’)?[\\p{L}\\p{N} ]*"
                    + "(?:quiz|exam|test|questions?|midterm|final|questionnaire|prüfung|fragen|examen|cuestionario)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BOLD_LINE = Pattern.compile("(\\*\\*|__)[^*_]+(\\*\\*|__):?");

    private Found open;
    private boolean paused;
    private Matter region = Matter.OTHER;
    private int regionLevel;
    private Block section;
    private int lastHeadingQuestion = -1;

    /**
     * @param bulletsAsk whether to take weaker evidence, because nothing else was found: lists that may ask, under
     *     whatever heading
     */
    QuestionFinder(SourceText source, List<Block> blocks, boolean bulletsAsk) {
        this.source = source;
        this.blocks = blocks;
        this.hidden = new HiddenParts(source, blocks);
        this.outline = new Outline(source, blocks, hidden);
        this.lists = new ItemLists(source, blocks, bulletsAsk);
        this.bulletsAsk = bulletsAsk;
        this.breaksSeparate = breaksSeparate();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).is(Block.Kind.HEADING) && outline.isQuestion(blocks.get(i))) {
                lastHeadingQuestion = i;
            }
        }
        for (int i = 0; i < blocks.size(); i++) {
            take(i, blocks.get(i));
        }
    }

    List<Found> found() {
        return found;
    }

    /** Blocks of an answer key for the whole quiz. */
    List<Block> key() {
        return key;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    HiddenParts hidden() {
        return hidden;
    }

    /** Whether there are headings besides the one over everything. */
    boolean hasSections() {
        return sectionHeadings.size() > 1;
    }

    /** The heading over everything, if there is one. */
    Optional<Block> titleHeading() {
        if (sectionHeadings.isEmpty()) {
            return Optional.empty();
        }
        Block first = sectionHeadings.get(0);
        boolean beforeAll =
                found.isEmpty() || first.firstLine() < found.get(0).first().firstLine();
        boolean aboveAll = sectionHeadings.stream().skip(1).noneMatch(h -> h.level() <= first.level());
        return beforeAll && aboveAll ? Optional.of(first) : Optional.empty();
    }

    // If most questions end with a rule, the rule ends the last one as well.
    private boolean breaksSeparate() {
        int questions = 0;
        int afterBreak = 0;
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).is(Block.Kind.HEADING) && outline.isQuestion(blocks.get(i))) {
                questions++;
                afterBreak += blocks.get(i - 1).is(Block.Kind.RULE) ? 1 : 0;
            }
        }
        return afterBreak > 0 && afterBreak * 2 >= questions - 1;
    }

    private void take(int index, Block block) {
        boolean inKey = region == Matter.ANSWERS;
        if (block.is(Block.Kind.HEADING) && (inKey || !hidden.hides(block))) {
            heading(index, block);
        } else if (block.is(Block.Kind.RULE)) {
            paused = open != null && breaksSeparate;
        } else if (region != Matter.ANSWERS && isKeyForAll(index, block)) {
            enter(Matter.ANSWERS, block);
            key.add(block);
        } else if (region != Matter.OTHER) {
            leaveToRegion(block);
        } else if (!startsQuestion(index, block)) {
            belongOrLeave(block);
        }
    }

    // "Answers: 1-C, 2-B" and <details><summary>Answers</summary> behind the last question are about all of them.
    private boolean isKeyForAll(int index, Block block) {
        if (index < lastHeadingQuestion || found.size() < 2) {
            return false;
        }
        String line = source.line(block.firstLine());
        Optional<Details> details = hidden.startingIn(block);
        if (block.is(Block.Kind.HTML) && details.isPresent()) {
            return isKeyForAll(details.get().summary())
                    && AnswerKeyList.countIn(details.get().body()) > 1;
        }
        return block.is(Block.Kind.PARAGRAPH)
                && LeadIn.of(line)
                        .filter(lead -> lead.matter() == Matter.ANSWERS)
                        .filter(lead -> AnswerKeyList.countIn(lead.rest()) > 1)
                        .isPresent();
    }

    private void heading(int index, Block block) {
        String words = PlainText.of(block.node());
        Matter matter = Matter.of(words);
        boolean insideRegion = region != Matter.OTHER && block.level() > regionLevel;
        if (outline.isQuestion(block)) {
            String label = outline.mark(block).map(QuestionMark::label).orElse("");
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
        } else if (matter != Matter.OTHER && !(bulletsAsk && matter == Matter.INSTRUCTIONS)) {
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
        boolean partWord = matter == Matter.HINTS || matter == Matter.ANSWERS || matter == Matter.EXAMPLES;
        boolean ownText = matter == Matter.QUESTION && open.blocks().size() == 1;
        if (open.form() == Found.Form.HEADING && open.first().is(Block.Kind.HEADING)) {
            boolean deeper = block.level() > open.first().level();
            if (deeper && matter != Matter.QUESTION) {
                return matter == Matter.OTHER || partWord;
            }
            // "## Answer" between two questions is this question's; after the last it is the key of all.
            return ownText || (partWord && index < lastHeadingQuestion);
        }
        return partWord && matter != Matter.ANSWERS;
    }

    private void enter(Matter matter, Block block) {
        open = null;
        region = matter;
        regionLevel = block.is(Block.Kind.HEADING) ? block.level() : 7;
        leaveOut(block, reason(matter));
    }

    private void leaveToRegion(Block block) {
        if (region == Matter.ANSWERS) {
            key.add(block);
        }
        leaveOut(block, reason(region));
    }

    private boolean startsQuestion(int index, Block block) {
        boolean inHeading = open != null && open.form() == Found.Form.HEADING;
        if (inHeading || hidden.hides(block) && hidden.startingIn(block).isEmpty()) {
            return false;
        }
        if (block.isItem() && lists.ask(block, open, sectionName())) {
            start(Found.Form.ITEM, lists.label(block), block);
            return true;
        }
        if (block.is(Block.Kind.PARAGRAPH)) {
            return startsParagraph(index, block);
        }
        boolean mayPair = open == null || open.form() == Found.Form.DETAILS;
        List<Details> pairs =
                hidden.allStartingIn(block).stream().filter(hidden::asks).toList();
        if (!mayPair || pairs.isEmpty()) {
            return false;
        }
        // Without a blank line between them Markdown sees one block.
        for (Details pair : pairs) {
            String label =
                    QuestionMark.of(pair.summary()).map(QuestionMark::label).orElse("");
            Block part = new Block(block.node(), Block.Kind.HTML, pair.firstLine(), pair.lastLine(), 0);
            start(Found.Form.DETAILS, label, part);
        }
        return true;
    }

    private boolean startsParagraph(int index, Block block) {
        String line = source.line(block.firstLine());
        Optional<QuestionMark> mark = QuestionMark.ofParagraph(line);
        if (mark.isPresent()) {
            start(Found.Form.PARAGRAPH, mark.get().label(), block);
            return true;
        }
        boolean heads = BOLD_LINE.matcher(line.strip()).matches() && block.firstLine() == block.lastLine();
        if (heads && isKeyForAll(line)) {
            enter(Matter.ANSWERS, block);
            return true;
        }
        if (heads && Matter.of(PlainText.of(block.node())) == Matter.OTHER && comesBeforeQuestion(index)) {
            open = null;
            section = block;
            sectionHeadings.add(block);
            return true;
        }
        return false;
    }

    private boolean comesBeforeQuestion(int index) {
        int next = index + 1;
        if (next == blocks.size()) {
            return false;
        }
        Block block = blocks.get(next);
        return switch (block.kind()) {
            case PARAGRAPH ->
                QuestionMark.ofParagraph(source.line(block.firstLine())).isPresent();
            case ORDERED_ITEM -> lists.areQuestions(block);
            case HEADING -> outline.isQuestion(block);
            default -> false;
        };
    }

    private boolean isKeyForAll(String line) {
        String words = line.replaceAll("[*_:#]+|\\([^)]*\\)", " ").strip();
        boolean plural = words.toLowerCase(java.util.Locale.ROOT).matches(".*(s|keys?)$");
        return found.size() > 1 && plural && Matter.of(words) == Matter.ANSWERS;
    }

    private void belongOrLeave(Block block) {
        if (block.is(Block.Kind.PARAGRAPH)
                && END_OF_QUIZ.matcher(source.line(block.firstLine())).lookingAt()) {
            open = null;
        }
        if (open != null && paused) {
            boolean goesOn = LeadIn.of(source.line(block.firstLine()))
                    .filter(lead -> lead.matter() == Matter.HINTS || lead.matter() == Matter.ANSWERS)
                    .isPresent();
            paused = !goesOn && !block.is(Block.Kind.CODE) && !hidden.hides(block) && !inAnswer();
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
        Block last = open.blocks().get(open.blocks().size() - 1);
        return last.is(Block.Kind.CODE)
                && open.blocks().stream()
                        .anyMatch(b -> LeadIn.of(source.line(b.firstLine()))
                                .filter(lead -> lead.matter() == Matter.ANSWERS)
                                .isPresent());
    }

    private String sectionName() {
        return section == null ? "" : PlainText.of(section.node());
    }

    private void start(Found.Form form, String label, Block block) {
        region = Matter.OTHER;
        paused = false;
        open = new Found(sectionName(), section == null ? block.firstLine() : section.firstLine(), form, label, block);
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
