package io.github.answersheet.draft;

import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.quiz.PlainText;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;

/**
 * The Markdown of one section. It is parsed when somebody first asks what is in it, and once for all who ask; whoever needs the
 * text alone does not wait for that. Immutable and thread-safe.
 */
public final class SectionBody {

    /**
     * A heading inside it.
     *
     * @param words its plain text
     * @param offset of its first line
     * @param length of its source lines
     */
    public record Subheading(String words, int offset, int length) {}

    /**
     * An item of a list at the margin.
     *
     * @param lead its bold first words, without a colon; empty if it has none
     * @param words its plain text, nested lists included
     * @param offset in the body
     */
    public record ListEntry(String lead, String words, int offset) {}

    private final String text;
    private final RunWords runs;
    private volatile Parsed parsed;

    private SectionBody(String text, RunWords runs) {
        this.text = text;
        this.runs = runs;
    }

    /** The body with this text. */
    public static SectionBody of(String markdown) {
        return of(markdown, RunWords.PLAIN);
    }

    /**
     * The body with this text.
     *
     * @param runs how the program says what was run
     */
    public static SectionBody of(String markdown, RunWords runs) {
        return new SectionBody(markdown, runs);
    }

    /** As written. */
    public String text() {
        return text;
    }

    /** How the program says in it what was run. */
    public RunWords runs() {
        return runs;
    }

    /** Its fenced code blocks, nested ones in lists too. */
    public List<FencedBlock> fences() {
        return parsed().fences();
    }

    /** Where its code blocks without a fence begin. */
    public List<Integer> indented() {
        return parsed().indented();
    }

    /** Its lines of prose. */
    public List<ProseLine> prose() {
        return parsed().prose();
    }

    /** Headings inside it. */
    public List<Subheading> headings() {
        return parsed().headings();
    }

    /** The items of its lists at the margin. */
    public List<ListEntry> entries() {
        return parsed().entries();
    }

    /** The plain text of its paragraphs at the margin. */
    public List<String> paragraphs() {
        return parsed().paragraphs();
    }

    /**
     * Its text with a character that nobody writes in the place of each one of its fenced blocks, so that every other word
     * stays where it is and nothing is found across a block.
     */
    public String withoutCode() {
        SourceText source = SourceText.of("", text);
        StringBuilder left = new StringBuilder(text);
        for (FencedBlock fence : fences()) {
            int end = source.lineStart(fence.lastLine())
                    + source.line(fence.lastLine()).length();
            for (int i = fence.offset(); i < end; i++) {
                left.setCharAt(i, '\0');
            }
        }
        return left.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SectionBody body && body.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    // Two who ask at the same time may both parse, and get the same.
    private Parsed parsed() {
        Parsed known = parsed;
        if (known == null) {
            known = Parsed.of(text, runs);
            parsed = known;
        }
        return known;
    }

    private record Parsed(
            List<FencedBlock> fences,
            List<Integer> indented,
            List<ProseLine> prose,
            List<Subheading> headings,
            List<ListEntry> entries,
            List<String> paragraphs) {

        static Parsed of(String markdown, RunWords runs) {
            SourceText text = SourceText.of("", markdown);
            Node document = MarkdownParser.parse(text.text());
            Collector collector = new Collector(text, runs);
            document.accept(collector);
            List<ListEntry> entries = new ArrayList<>();
            List<String> paragraphs = new ArrayList<>();
            for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
                if (node instanceof Paragraph) {
                    paragraphs.add(PlainText.of(node));
                } else if (node instanceof ListBlock) {
                    for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
                        entries.add(entry(item, text));
                    }
                }
            }
            return new Parsed(
                    List.copyOf(collector.fences),
                    List.copyOf(collector.indented),
                    List.copyOf(collector.prose),
                    List.copyOf(collector.headings),
                    List.copyOf(entries),
                    List.copyOf(paragraphs));
        }
    }

    private static ListEntry entry(Node item, SourceText text) {
        List<SourceSpan> spans = item.getSourceSpans();
        int offset = spans.isEmpty() ? 0 : text.lineStart(spans.get(0).getLineIndex() + 1);
        String lead = "";
        if (item.getFirstChild() instanceof Paragraph stem && stem.getFirstChild() instanceof StrongEmphasis bold) {
            lead = PlainText.of(bold).replaceAll("\\s*:$", "");
        }
        return new ListEntry(lead, PlainText.of(item), offset);
    }

    private static final class Collector extends AbstractVisitor {
        private final SourceText text;
        private final RunWords runs;
        private final List<FencedBlock> fences = new ArrayList<>();
        private final List<Integer> indented = new ArrayList<>();
        private final List<ProseLine> prose = new ArrayList<>();
        private final List<Subheading> headings = new ArrayList<>();

        Collector(SourceText text, RunWords runs) {
            this.text = text;
            this.runs = runs;
        }

        @Override
        public void visit(FencedCodeBlock block) {
            if (block.getSourceSpans().isEmpty()) {
                return;
            }
            SourceSpan opening = block.getSourceSpans().get(0);
            int line = opening.getLineIndex() + 1;
            int last = block.getSourceSpans()
                            .get(block.getSourceSpans().size() - 1)
                            .getLineIndex()
                    + 1;
            String info = block.getInfo() == null ? "" : block.getInfo().strip();
            String language = CodeBlock.language(info);
            String code = block.getLiteral() == null ? "" : block.getLiteral();
            fences.add(new FencedBlock(
                    language,
                    FileNames.of(language, info, code, lineBefore(line)),
                    SourceText.of("", code),
                    line,
                    last,
                    text.lineStart(line),
                    opening.getColumnIndex(),
                    block.getFenceCharacter().repeat(block.getOpeningFenceLength()),
                    block.getClosingFenceLength() != null,
                    isBelow(line)));
        }

        private boolean isBelow(int line) {
            FencedBlock before = fences.isEmpty() ? null : fences.get(fences.size() - 1);
            if (before == null || before.isOutput() || before.isDiagram()) {
                return false;
            }
            int above = before.lastLine();
            boolean isAnnounced = false;
            for (int between = line - 1; between > above; between--) {
                String words = text.line(between);
                if (!words.isBlank()) {
                    if (isAnnounced || !runs.announces(words)) {
                        return false;
                    }
                    isAnnounced = true;
                }
            }
            return true;
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            if (!block.getSourceSpans().isEmpty()) {
                indented.add(text.lineStart(block.getSourceSpans().get(0).getLineIndex() + 1));
            }
        }

        /** The last line above that is not blank. */
        private String lineBefore(int line) {
            for (int above = line - 1; above > 0; above--) {
                if (!text.line(above).isBlank()) {
                    return text.line(above);
                }
            }
            return "";
        }

        @Override
        public void visit(Paragraph paragraph) {
            addLines(paragraph);
        }

        @Override
        public void visit(Heading heading) {
            addLines(heading);
            List<SourceSpan> spans = heading.getSourceSpans();
            int first = spans.get(0).getLineIndex() + 1;
            int last = spans.get(spans.size() - 1).getLineIndex() + 1;
            headings.add(new Subheading(
                    PlainText.of(heading),
                    text.lineStart(first),
                    text.lines(first, last).length()));
        }

        private void addLines(Block block) {
            for (SourceSpan span : block.getSourceSpans()) {
                int line = span.getLineIndex() + 1;
                prose.add(ProseLine.of(text.line(line), text.lineStart(line)));
            }
        }
    }
}
