package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.node.Document;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * An outline laid over a quiz.
 *
 * @param entries those whose lines are as they were, where they stand now
 * @param stale how many are not
 * @param problems why it cannot be used, one sentence each; empty if it can
 */
record OutlineReading(List<Entry> entries, int stale, List<String> problems) {

    /** A question by its lines. */
    record Entry(Outline.Entry lines, Found found) {}

    /**
     * Lays an outline over a quiz.
     *
     * @param rules what was found without it
     */
    static OutlineReading of(
            Outline outline,
            SourceText view,
            SourceText source,
            MarkdownBlocks markdown,
            QuestionFinder.Findings rules) {
        List<Outline.Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int stale = 0;
        for (Outline.Entry entry : outline.questions()) {
            if (!isWellFormed(entry)) {
                problems.add(
                        "the question at line " + entry.firstLine() + " has ranges that run backwards or name no line");
                continue;
            }
            if (entry.hash().isEmpty() && entry.lastLine() > source.lineCount()) {
                problems.add("the question at line " + entry.firstLine() + " ends at line " + entry.lastLine()
                        + ", and the quiz has " + source.lineCount());
                continue;
            }
            Optional<Outline.Entry> now = entry.in(source);
            now.ifPresent(entries::add);
            stale += now.isEmpty() ? 1 : 0;
        }
        if (entries.isEmpty() && problems.isEmpty()) {
            problems.add("none of its questions stands in this quiz; it is for another one, or all of it was changed");
        }
        Checks checks = new Checks(
                view, source, markdown, markdown.code(), rules, entries, outline.leftOut(), stale > 0, problems);
        checks.all();
        if (!problems.isEmpty()) {
            return new OutlineReading(List.of(), stale, List.copyOf(problems));
        }
        List<Entry> found = new ArrayList<>();
        for (Outline.Entry entry : entries) {
            found.add(new Entry(entry, found(entry, view, markdown)));
        }
        return new OutlineReading(List.copyOf(found), stale, List.of());
    }

    /** What must not be in an outline that neither the author nor the rules made: a question, marked as one, that is left out. */
    List<String> strangersProblems(Outline outline, SourceText view, QuestionFinder.Findings rules) {
        List<String> all = new ArrayList<>(problems);
        for (Found found : rules.found()) {
            int line = found.firstLine();
            boolean isHidden = Outline.hold(outline.leftOut(), line)
                    && outline.questions().stream().noneMatch(e -> e.firstLine() <= line && line <= e.lastLine());
            if (isHidden
                    && Checks.mark(found, view).filter(QuestionMark::certain).isPresent()) {
                all.add("line " + line + " begins a question and is left out: " + Excerpts.of(view.line(line)));
            }
        }
        return List.copyOf(all);
    }

    private static boolean isWellFormed(Outline.Entry entry) {
        List<Outline.Lines> all = new ArrayList<>(entry.text());
        all.addAll(entry.options());
        all.addAll(entry.key());
        return !entry.text().isEmpty() && all.stream().allMatch(l -> l.first() >= 1 && l.first() <= l.last());
    }

    private static Found found(Outline.Entry entry, SourceText view, MarkdownBlocks markdown) {
        int first = entry.firstLine();
        int last = entry.lastLine();
        List<Block> blocks = new ArrayList<>();
        for (Block block : markdown.blocks()) {
            if (block.lastLine() >= first && block.firstLine() <= last) {
                collect(block.node(), first, last, view, blocks);
            }
        }
        String section = "";
        if (entry.section() > 0) {
            section = markdown.blocks().stream()
                    .filter(b -> b.firstLine() <= entry.section() && entry.section() <= b.lastLine())
                    .findFirst()
                    .map(b -> PlainText.of(b.node()))
                    .orElse("");
        }
        int sectionLine = entry.section() > 0 ? entry.section() : first;
        Optional<Container> container = markdown.layout().openingIn(first, first).stream()
                .filter(c -> !c.is(Container.Role.COMMENT) && !c.title().isEmpty())
                .findFirst();
        boolean opens = blocks.isEmpty() || blocks.get(0).firstLine() > first;
        if (container.isPresent() && opens) {
            String label = QuestionMark.of(container.get().title())
                    .map(QuestionMark::label)
                    .orElse("");
            Found found = Found.of(section, sectionLine, label, container.get());
            found.blocks().addAll(blocks);
            return found;
        }
        Block start = blocks.get(0);
        String line = view.line(start.firstLine());
        if (start.is(Block.Kind.TABLE)) {
            Optional<QuestionTable.Row> row = markdown.blocks().stream()
                    .filter(b -> b.node() == start.node())
                    .flatMap(b -> QuestionTable.of(view, b).stream())
                    .flatMap(t -> t.rows().stream())
                    .filter(r -> r.line() == first)
                    .findFirst();
            if (row.isPresent()) {
                return Found.of(section, sectionLine, start, row.get());
            }
        }
        boolean heading = start.is(Block.Kind.HEADING);
        boolean lettered =
                Choices.read(line, 0).filter(c -> !c.letter().isEmpty()).isPresent();
        Found.Form form = heading
                ? Found.Form.HEADING
                : start.isItem() ? Found.Form.ITEM : lettered ? Found.Form.LETTER : Found.Form.PARAGRAPH;
        String label = start.isItem()
                ? line.strip().replaceFirst("^(\\d*).*", "$1")
                : QuestionMark.of(heading ? HeadingLine.words(line) : line)
                        .map(QuestionMark::label)
                        .orElse("");
        Found found = Found.of(section, sectionLine, form, label, start);
        found.blocks().addAll(blocks.subList(1, blocks.size()));
        found.comments()
                .addAll(markdown.layout().openingIn(first, last).stream()
                        .filter(c -> c.is(Container.Role.COMMENT) || !c.inline().isEmpty())
                        .toList());
        return found;
    }

    // The largest blocks that lie within the lines; of one that does not, what lies within.
    private static void collect(Node node, int first, int last, SourceText view, List<Block> blocks) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty()) {
            return;
        }
        Block block = Block.of(node, 0, view).orElseThrow();
        boolean inside = block.firstLine() >= first && block.lastLine() <= last;
        boolean container = node instanceof ListBlock || node instanceof Document;
        if (inside && !container) {
            blocks.add(block);
        } else if (block.lastLine() >= first && block.firstLine() <= last) {
            boolean leaf = !container && !block.isItem() && !block.is(Block.Kind.QUOTE);
            if (leaf) {
                int from = Math.max(first, block.firstLine());
                int to = Math.min(last, block.lastLine());
                blocks.add(new Block(node, block.kind(), from, to, 0));
                return;
            }
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                collect(child, first, last, view, blocks);
            }
        }
    }

    /** What an outline must not do. */
    private record Checks(
            SourceText view,
            SourceText source,
            MarkdownBlocks markdown,
            List<int[]> code,
            QuestionFinder.Findings rules,
            List<Outline.Entry> entries,
            List<Outline.Lines> leftOut,
            boolean isStale,
            List<String> problems) {

        void all() {
            order();
            for (Outline.Entry entry : entries) {
                borders(entry);
                key(entry);
                others(entry);
            }
            hidden();
        }

        private void order() {
            Set<Integer> taken = new java.util.HashSet<>();
            int before = 0;
            for (Outline.Entry entry : entries) {
                if (entry.firstLine() < before) {
                    problems.add("the question at line " + entry.firstLine() + " comes after one that stands below it");
                }
                before = Math.max(before, entry.firstLine());
                List<Outline.Lines> all = new ArrayList<>(entry.text());
                all.addAll(entry.key());
                for (Outline.Lines range : all) {
                    for (int line = range.first(); line <= range.last(); line++) {
                        if (!view.line(line).isBlank() && !taken.add(line)) {
                            problems.add("line " + line + " is named twice");
                            return;
                        }
                    }
                }
                entry.options().stream()
                        .filter(o -> !Outline.hold(entry.text(), o.first()))
                        .findFirst()
                        .ifPresent(
                                o -> problems.add("the option at line " + o + " is not in the text of its question"));
                boolean blank = entry.text().stream()
                        .allMatch(r -> source.lines(r.first(), r.last()).isBlank());
                if (blank) {
                    problems.add("the question at line " + entry.firstLine() + " has only blank lines");
                }
            }
        }

        private void borders(Outline.Entry entry) {
            List<Outline.Lines> all = new ArrayList<>(entry.text());
            all.addAll(entry.key());
            for (int[] block : code) {
                for (Outline.Lines range : all) {
                    boolean startsInside = range.first() > block[0] && range.first() <= block[1];
                    boolean endsInside = range.last() >= block[0] && range.last() < block[1];
                    if (startsInside || endsInside) {
                        problems.add("the lines " + range + " begin or end inside the code of lines "
                                + new Outline.Lines(block[0], block[1]));
                        return;
                    }
                }
            }
        }

        private void key(Outline.Entry entry) {
            boolean isFirst = true;
            for (Outline.Lines range : entry.text()) {
                for (int line = range.first(); line <= range.last(); line++) {
                    String text = view.line(line);
                    boolean hidden = !text.isBlank()
                            && markdown.layout()
                                    .around(line, Container.Role.ANSWER)
                                    .isPresent();
                    boolean option = Outline.hold(entry.options(), line);
                    boolean says = !isFirst
                            && !option
                            && !isCode(line)
                            && LeadIn.of(text)
                                    .filter(l -> l.matter() == Matter.ANSWERS && l.certain() && !l.isEmpty())
                                    .isPresent();
                    if (hidden || says) {
                        problems.add("line " + line + " gives an answer away and is in the text of a question: "
                                + Excerpts.of(text));
                        return;
                    }
                    isFirst = false;
                }
            }
        }

        private boolean isCode(int line) {
            return code.stream().anyMatch(b -> b[0] <= line && line <= b[1]);
        }

        // A question of the rules may become part of another, but not if a word and number begin it, nor the next
        // number of a
        // list in which the other stands as well.
        private void others(Outline.Entry entry) {
            for (Found other : rules.found()) {
                int line = other.firstLine();
                boolean inside = line != entry.firstLine()
                        && (Outline.hold(entry.text(), line) || Outline.hold(entry.key(), line));
                boolean same = other.lastLine() >= entry.firstLine() && line <= entry.firstLine();
                boolean isNext = Outline.hold(entry.text(), line) && isNumbered(entry.firstLine()) && isNumbered(line);
                if (inside && !same && (isMarked(other) || isNext)) {
                    problems.add("line " + line + " begins another question than the one at line " + entry.firstLine());
                }
            }
        }

        private boolean isNumbered(int line) {
            return QuestionMark.of(view.line(line))
                    .filter(m -> m.word().isEmpty() && !m.label().isEmpty())
                    .isPresent();
        }

        private boolean isMarked(Found found) {
            return mark(found, view)
                    .filter(m ->
                            !m.word().isEmpty() && (m.certain() || !m.label().isEmpty()))
                    .isPresent();
        }

        static Optional<QuestionMark> mark(Found found, SourceText view) {
            String line = view.line(found.firstLine());
            return QuestionMark.of(found.startsWith(Block.Kind.HEADING) ? HeadingLine.words(line) : line);
        }

        // A container opens above the words of its question.
        private boolean begins(Found found, Set<Integer> covered) {
            int first = found.blocks().stream().mapToInt(Block::firstLine).min().orElse(found.firstLine());
            return covered.contains(found.firstLine()) || covered.contains(first);
        }

        private void hidden() {
            Set<Integer> covered = entries.stream()
                    .flatMap(e -> java.util.stream.IntStream.rangeClosed(e.firstLine(), e.lastLine())
                            .boxed())
                    .collect(Collectors.toSet());
            List<Found> lost = rules.found().stream()
                    .filter(f -> !begins(f, covered) && !Outline.hold(leftOut, f.firstLine()))
                    .sorted(Comparator.comparingInt(Found::firstLine))
                    .toList();
            if (!lost.isEmpty() && !isStale) {
                problems.add("the question at line " + lost.get(0).firstLine()
                        + " stands in no question of it and not in its leftOut: "
                        + Excerpts.of(view.line(lost.get(0).firstLine())));
            }
            for (Block block : markdown.blocks()) {
                boolean asks = block.is(Block.Kind.PARAGRAPH) || block.isItem();
                if (!isStale
                        && asks
                        && !covered.contains(block.firstLine())
                        && !Outline.hold(leftOut, block.firstLine())
                        && !markdown.layout().hides(block.firstLine())
                        && Evidence.asks(PlainText.of(block.node()))
                        && rules.leftOut().stream()
                                .noneMatch(l -> l.isKnown()
                                        && l.firstLine() <= block.firstLine()
                                        && block.firstLine() <= l.lastLine())) {
                    problems.add("line " + block.firstLine()
                            + " asks and stands in no question of it and not in its leftOut: "
                            + Excerpts.of(view, block));
                    return;
                }
            }
        }
    }
}
