package io.github.answersheet.draft;

import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.PlainText;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;

/**
 * Reads answers into sections, tolerantly: the form of a label, its capitals, a slip in its spelling, the order, a preamble or a fence around
 * everything do not matter. What stands in code is never a label. Thread-safe.
 */
public final class DraftReader {

    private static final int RANK_OF_TITLES = 2;

    private static final Set<Mark.Kind> WORDS =
            EnumSet.of(Mark.Kind.STRAY, Mark.Kind.BOLD_LINE, Mark.Kind.OTHER_HEADING);

    private static final Pattern DATA = Pattern.compile("(?m)^ {0,3}(?:`{3,}|~{3,}) *(?:json|\\R\\s*\\{)|\\A\\s*\\{");

    private final LabelSyntax labels;
    private final String question;
    private final SheetForm form;

    /**
     * @param pack whose labels start a section
     */
    public DraftReader(Pack pack) {
        Set<String> known = pack.knownLabels();
        known.add(Label.VERIFICATION);
        Map<String, String> written = new LinkedHashMap<>();
        pack.wordsByLanguage()
                .values()
                .forEach(words -> known.forEach(label -> written.put(words.label(label), label)));
        known.forEach(label -> written.put(label, label));
        this.labels = new LabelSyntax(written);
        this.question = pack.question();
        this.form = SheetForm.of(pack);
    }

    /**
     * Reads a model's reply to one question. A second answer in it is not read, nor its copy of the question, which the
     * program writes.
     */
    public Draft readReply(SourceText reply) {
        SourceText text = ReplyLabels.written(ReplyEnvelope.open(reply, this::isAnswer), labels);
        List<Mark> marks = marks(text);
        int title = indexOfTitle(marks, 0);
        int from = title < 0 ? 0 : title;
        int next = indexOfTitle(marks, from + 1);
        Draft draft = draft(text, marks.subList(from, next < 0 ? marks.size() : next), end(text, marks, next));
        return draft.withSections(draft.sections().stream()
                .filter(section -> !section.label().equals(question))
                .toList());
    }

    /** How its sheets write what neither the quiz nor the model does. */
    public SheetForm form() {
        return form;
    }

    /** A reply that is no answer, without what the model thought before it. */
    public static SourceText spoken(SourceText reply) {
        return SourceText.of(reply.name(), ReplyEnvelope.spoken(reply.text()));
    }

    private boolean isAnswer(String text) {
        return marks(SourceText.of("", text)).stream()
                .anyMatch(m -> m.kind() == Mark.Kind.TITLE || m.kind() == Mark.Kind.LABEL);
    }

    /** Whether a text that is to stand in an answer holds what would be read as another answer, section or part of a sheet. */
    public boolean looksLikeAnswer(SourceText text) {
        return marks(text).stream()
                .anyMatch(m -> m.kind() == Mark.Kind.TITLE
                        || m.kind() == Mark.Kind.LABEL
                        || m.kind() == Mark.Kind.OTHER_HEADING && m.level() <= RANK_OF_TITLES);
    }

    /** Reads all answers of a sheet, each from its title on. */
    public List<Draft> readSheet(SourceText sheet) {
        List<Mark> marks = marks(sheet);
        List<Draft> drafts = new ArrayList<>();
        for (int title = indexOfTitle(marks, 0); title >= 0; ) {
            int next = indexOfTitle(marks, title + 1);
            int end = indexOfEnd(marks, title, next < 0 ? marks.size() : next);
            drafts.add(draft(sheet, marks.subList(title, end), end(sheet, marks, end == marks.size() ? -1 : end)));
            title = next;
        }
        return drafts;
    }

    private static int indexOfTitle(List<Mark> marks, int from) {
        for (int i = from; i < marks.size(); i++) {
            if (marks.get(i).kind() == Mark.Kind.TITLE) {
                return i;
            }
        }
        return -1;
    }

    /** The number of marks if there is none. */
    private static int indexOfLabel(List<Mark> marks, int from) {
        int i = from;
        while (i < marks.size() && marks.get(i).kind() != Mark.Kind.LABEL) {
            i++;
        }
        return i;
    }

    // A heading of the title's rank, with no label between it and the next title, starts another part of the sheet.
    private static int indexOfEnd(List<Mark> marks, int title, int next) {
        int end = next;
        for (int i = next - 1; i > title && marks.get(i).kind() != Mark.Kind.LABEL; i--) {
            boolean ends = marks.get(i).kind() == Mark.Kind.OTHER_HEADING
                    && marks.get(i).level() <= marks.get(title).level();
            end = ends ? i : end;
        }
        return end;
    }

    private static int end(SourceText text, List<Mark> marks, int next) {
        return next < 0 ? text.text().length() : marks.get(next).offset();
    }

    private Draft draft(SourceText text, List<Mark> marks, int end) {
        Optional<Mark.Title> title =
                marks.stream().flatMap(m -> m.title().stream()).findFirst();
        List<DraftSection> sections = new ArrayList<>();
        Optional<String> headingBeforeLabels = Optional.empty();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (mark.kind() == Mark.Kind.OTHER_HEADING && sections.isEmpty()) {
                headingBeforeLabels = Optional.of(mark.name());
            }
            if (mark.kind() == Mark.Kind.LABEL) {
                int next = indexOfLabel(marks, i + 1);
                sections.add(section(
                        text,
                        marks.subList(i, next),
                        next == marks.size() ? end : marks.get(next).offset()));
            }
        }
        String topic = title.map(Mark.Title::topic).or(() -> Optional.empty()).orElse("");
        if (title.isEmpty()) {
            topic = headingBeforeLabels.orElse("");
        }
        int offset = marks.isEmpty() ? 0 : marks.get(0).offset();
        int start = title.isEmpty() ? 0 : marks.get(0).bodyOffset();
        int first = sections.isEmpty() ? end : sections.get(0).labelOffset();
        String preamble = text.text().substring(start, Math.max(start, first)).strip();
        return new Draft(title.map(Mark.Title::number), topic, preamble, sections, text, offset);
    }

    /**
     * @param marks the label's and those behind it, up to the next label
     * @param end where that is
     */
    private DraftSection section(SourceText text, List<Mark> marks, int end) {
        Mark label = marks.get(0);
        List<DraftSection.StrayLabel> strays = marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.STRAY)
                .map(mark -> new DraftSection.StrayLabel(mark.name(), text.position(mark.offset())))
                .toList();
        // Rules at the very end separate answers and belong to none.
        int sectionEnd = end;
        for (int i = marks.size() - 1; i > 0 && isRule(text, marks.get(i), sectionEnd); i--) {
            sectionEnd = marks.get(i).offset();
        }
        int start = label.bodyOffset();
        String body = text.text().substring(start, sectionEnd);
        int lead = leadingBlankLines(body);
        return new DraftSection(
                label.name(),
                label.name().equals(question),
                SectionBody.of(body.substring(lead).stripTrailing(), form.runs()),
                strays,
                text,
                label.offset(),
                start + lead);
    }

    /** With nothing between it and the end. */
    private static boolean isRule(SourceText text, Mark mark, int end) {
        return mark.kind() == Mark.Kind.RULE
                && text.text().substring(mark.bodyOffset(), end).isBlank();
    }

    // The indentation of the first line with text is kept: it can be code.
    private static int leadingBlankLines(String body) {
        int start = 0;
        for (int i = 0; i < body.length() && Character.isWhitespace(body.charAt(i)); i++) {
            if (body.charAt(i) == '\n') {
                start = i + 1;
            }
        }
        return body.isBlank() ? body.length() : start;
    }

    private List<Mark> marks(SourceText text) {
        List<Mark> marks = new ArrayList<>();
        MarkdownParser.parse(text.text()).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (heading.getParent() instanceof Document) {
                    marks.add(headingMark(text, heading));
                }
            }

            @Override
            public void visit(Paragraph paragraph) {
                // Inside a list only a line at the margin counts: Markdown takes it for a continuation of the item.
                boolean top = paragraph.getParent() instanceof Document;
                for (SourceSpan span : paragraph.getSourceSpans()) {
                    if (top || span.getColumnIndex() == 0) {
                        paragraphMark(text, span).ifPresent(marks::add);
                    }
                }
            }

            @Override
            public void visit(ThematicBreak rule) {
                if (rule.getParent() instanceof Document) {
                    int line = rule.getSourceSpans().get(0).getLineIndex() + 1;
                    int start = text.lineStart(line);
                    marks.add(new Mark(
                            Mark.Kind.RULE,
                            "",
                            Optional.empty(),
                            0,
                            start,
                            start + text.line(line).length()));
                }
            }

            @Override
            public void visit(BlockQuote quote) {
                // Quoted text speaks for somebody else; only questions are often set off so.
                if (quote.getParent() instanceof Document && quote.getFirstChild() instanceof Paragraph first) {
                    SourceSpan span = first.getSourceSpans().get(0);
                    quotedQuestion(text, span).ifPresent(marks::add);
                }
            }
        });
        return withoutLookalikes(text, spelledRight(marks));
    }

    // Words that nearly spell a label are that label, unless their answer has it already.
    private List<Mark> spelledRight(List<Mark> marks) {
        List<Mark> read = new ArrayList<>();
        for (int from = 0; from < marks.size(); ) {
            int next = indexOfTitle(marks, from + 1);
            List<Mark> answer = marks.subList(from, next < 0 ? marks.size() : next);
            Set<String> there = answer.stream()
                    .filter(mark -> mark.kind() == Mark.Kind.LABEL)
                    .map(Mark::name)
                    .collect(Collectors.toSet());
            for (Mark mark : answer) {
                Optional<String> meant =
                        WORDS.contains(mark.kind()) ? labels.nearly(mark.name()).filter(there::add) : Optional.empty();
                meant.map(mark::asLabel)
                        .or(() -> Optional.of(mark).filter(m -> m.kind() != Mark.Kind.BOLD_LINE))
                        .ifPresent(read::add);
            }
            from += answer.size();
        }
        return read;
    }

    // A sheet may well have a lead-in of that name; what is not printed is data, and known by it.
    private List<Mark> withoutLookalikes(SourceText text, List<Mark> marks) {
        List<Mark> kept = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            boolean isData = mark.kind() != Mark.Kind.LABEL
                    || !mark.name().equals(Label.VERIFICATION)
                    || DATA.matcher(text.text()
                                    .substring(mark.bodyOffset(), end(text, marks, i + 1 < marks.size() ? i + 1 : -1)))
                            .find();
            if (isData) {
                kept.add(mark);
            }
        }
        return kept;
    }

    private Mark headingMark(SourceText text, Heading heading) {
        List<SourceSpan> spans = heading.getSourceSpans();
        int first = spans.get(0).getLineIndex() + 1;
        int last = spans.get(spans.size() - 1).getLineIndex() + 1;
        int start = text.lineStart(first);
        int end = text.lineStart(last) + text.line(last).length();
        String words = PlainText.of(heading);
        Optional<Mark.Title> title = form.title(words);
        if (title.isPresent()) {
            return new Mark(Mark.Kind.TITLE, words, title, heading.getLevel(), start, end);
        }
        return labels.inHeading(words)
                .map(label -> new Mark(Mark.Kind.LABEL, label, Optional.empty(), heading.getLevel(), start, end))
                .orElse(new Mark(Mark.Kind.OTHER_HEADING, words, Optional.empty(), heading.getLevel(), start, end));
    }

    private Optional<Mark> quotedQuestion(SourceText text, SourceSpan span) {
        int number = span.getLineIndex() + 1;
        int start = text.lineStart(number);
        int column = span.getColumnIndex();
        return labels.inParagraph(text.line(number).substring(column))
                .filter(match -> match.name().equals(question))
                .map(match -> new Mark(
                        Mark.Kind.LABEL, match.name(), Optional.empty(), 0, start, start + column + match.bodyStart()));
    }

    private Optional<Mark> paragraphMark(SourceText text, SourceSpan span) {
        int number = span.getLineIndex() + 1;
        int start = text.lineStart(number);
        String line = text.line(number);
        return labels.inParagraph(line)
                .map(match -> new Mark(
                        match.isKnown() ? Mark.Kind.LABEL : Mark.Kind.STRAY,
                        match.name(),
                        Optional.empty(),
                        0,
                        start,
                        start + match.bodyStart()))
                .or(() -> labels.boldAlone(line)
                        .map(words -> new Mark(
                                Mark.Kind.BOLD_LINE, words, Optional.empty(), 0, start, start + line.length())));
    }
}
