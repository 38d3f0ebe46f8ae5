package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at what was read for signs that something got lost or that an answer stands in a question. */
final class Warnings {

    private static final int LARGE_FILE = 30;
    private static final Pattern TICK = Pattern.compile("[✓✔✅☑]|\\[[xX]\\]|\\((?:correct|right)\\)");

    private final SourceText view;
    private final Layout layout;
    private final List<Block> blocks;
    private final Quiz quiz;
    private final List<Warning> warnings = new ArrayList<>();

    private Warnings(SourceText view, Layout layout, List<Block> blocks, Quiz quiz) {
        this.view = view;
        this.layout = layout;
        this.blocks = blocks;
        this.quiz = quiz;
    }

    /**
     * The warnings about a reading, in the order of their lines.
     *
     * @param quiz what was read, without its warnings
     * @param unmarked texts that may be answers and were not taken for them, by the first lines of their questions
     */
    static List<Warning> of(SourceText view, Layout layout, List<Block> blocks, Quiz quiz, List<Integer> unmarked) {
        Warnings all = new Warnings(view, layout, blocks, quiz);
        all.asksAndIsLeftOut();
        all.gaps();
        all.questions();
        all.sections();
        if (!unmarked.isEmpty()) {
            all.add(
                    unmarked.get(0),
                    "answer-in-question",
                    "the texts under " + unmarked.size() + " questions may be their answers (the first is here);"
                            + " --answers-below takes them for that");
        }
        all.warnings.sort(Comparator.comparingInt(Warning::line));
        return List.copyOf(all.warnings);
    }

    private void add(int line, String kind, String message) {
        warnings.add(new Warning(line, kind, message));
    }

    private void asksAndIsLeftOut() {
        for (LeftOut part : quiz.leftOut()) {
            if (part.isKnown()) {
                continue;
            }
            for (Block block : blocks) {
                boolean inside = block.firstLine() >= part.firstLine() && block.lastLine() <= part.lastLine();
                if (inside && !layout.hides(block.firstLine())) {
                    leftOut(block);
                }
            }
        }
        for (Block block : blocks) {
            boolean asks = block.is(Block.Kind.HEADING)
                    && Evidence.asks(PlainText.of(block.node()))
                    && !PlainText.of(block.node()).equals(quiz.title())
                    && !layout.hides(block.firstLine());
            boolean isEmptySection = asks
                    && quiz.questions().stream()
                            .noneMatch(q -> q.firstLine() <= block.firstLine() && block.firstLine() <= q.lastLine())
                    && quiz.sections().stream().noneMatch(s -> s.line() == block.firstLine())
                    && quiz.leftOut().stream()
                            .noneMatch(l -> l.firstLine() <= block.firstLine() && block.firstLine() <= l.lastLine());
            if (isEmptySection) {
                add(
                        block.firstLine(),
                        "asks-and-is-left-out",
                        "this heading asks and belongs to no question: " + excerpt(block));
            }
        }
    }

    private void leftOut(Block block) {
        if (block.is(Block.Kind.TABLE)) {
            long asking = 0;
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                asking += Evidence.asks(view.line(line)) ? 1 : 0;
            }
            if (asking > 1) {
                add(
                        block.firstLine(),
                        "table-not-read",
                        asking + " rows of this table ask, and it was not read as questions");
            }
            return;
        }
        boolean mayAsk = block.is(Block.Kind.PARAGRAPH)
                || block.isItem()
                || block.is(Block.Kind.QUOTE)
                || block.is(Block.Kind.HTML);
        String words = block.is(Block.Kind.HTML)
                ? view.lines(block.firstLine(), block.lastLine()).replaceAll("<[^>]{0,1000}>", " ")
                : PlainText.of(block.node());
        if (mayAsk
                && (Evidence.asks(words) || block.is(Block.Kind.ORDERED_ITEM) && Evidence.demands(words))
                && !Evidence.isLink(block.node())) {
            add(block.firstLine(), "asks-and-is-left-out", "asks and belongs to no question: " + excerpt(block));
        }
    }

    private String excerpt(Block block) {
        return Excerpts.of(view, block);
    }

    private void gaps() {
        int before = -1;
        for (Question question : quiz.questions()) {
            if (!question.label().matches("\\d{1,6}")) {
                before = -1;
                continue;
            }
            int number = Integer.parseInt(question.label());
            if (before > 0 && number > before + 1 && number <= before + 50) {
                String missing = number == before + 2
                        ? "number " + (before + 1)
                        : "numbers " + (before + 1) + " to " + (number - 1);
                add(
                        question.firstLine(),
                        "gap-in-numbers",
                        "question " + number + " comes after " + before + ": " + missing
                                + (number == before + 2 ? " was" : " were") + " not found");
            }
            before = number;
        }
    }

    private void questions() {
        int written = written(1, view.lineCount());
        List<Question> questions = quiz.questions();
        for (Question question : questions) {
            int held = written(question.firstLine(), question.lastLine());
            if (written >= LARGE_FILE && held * 2 > written) {
                add(
                        question.firstLine(),
                        "holds-most-of-the-file",
                        "question " + question.number() + " holds " + held + " of " + written
                                + " lines; others may stand in it");
            }
            question.key().ifPresent(key -> key(question, key));
            answers(question);
        }
    }

    private int written(int first, int last) {
        int count = 0;
        for (int line = first; line <= last; line++) {
            count += view.line(line).isBlank() ? 0 : 1;
        }
        return count;
    }

    private void key(Question question, AuthorKey key) {
        List<String> letters = question.choices().stream().map(Choice::letter).toList();
        boolean named = letters.containsAll(key.letters());
        boolean single = key.text().strip().matches("[(]?\\p{L}[).]?");
        if (!letters.isEmpty() && (!named || key.letters().isEmpty() && single)) {
            add(
                    key.line(),
                    "key-names-no-option",
                    "the key of question " + question.number() + " names "
                            + (key.letters().isEmpty() ? key.text().strip() : String.join(", ", key.letters()))
                            + ", and its options are " + String.join(", ", letters));
        }
    }

    private void answers(Question question) {
        List<String> lines = question.text().lines().toList();
        boolean inCode = false;
        for (int i = 1; i < lines.size(); i++) {
            String text = lines.get(i);
            inCode ^= text.strip().startsWith("```") || text.strip().startsWith("~~~");
            Optional<LeadIn> lead = inCode ? Optional.empty() : LeadIn.of(text);
            boolean option = Choices.read(text, 0).isPresent();
            boolean says = lead.filter(l -> l.matter() == Matter.ANSWERS && !l.isEmpty() && l.certain())
                            .isPresent()
                    && !option;
            boolean ticked = !inCode && option && TICK.matcher(text).find();
            if (says || ticked) {
                add(
                        question.firstLine(),
                        "answer-in-question",
                        "question " + question.number() + " seems to hold its answer: " + Excerpts.of(text));
                return;
            }
        }
    }

    private void sections() {
        for (Section section : quiz.sections()) {
            boolean answers = LeadIn.of("**" + section.name() + "**")
                    .filter(l -> l.matter() == Matter.ANSWERS)
                    .isPresent();
            if (answers && !section.name().isEmpty()) {
                add(
                        section.line(),
                        "section-named-like-an-answer",
                        "the section \"" + section.name() + "\" is named like an answer");
            }
        }
    }
}
