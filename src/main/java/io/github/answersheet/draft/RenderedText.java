package io.github.answersheet.draft;

import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/**
 * The prose of a Markdown text as a reader sees it, with the line of the text that each character comes from: without
 * markup, entities as what they stand for, in lower case, and letters that look like Latin ones as these. A block of code
 * stands in it as one character that is no letter, the end of a block as a line end.
 */
final class RenderedText {

    private static final char CODE = '\uFFFC';
    private static final Pattern TAG = Pattern.compile("(?s)<!--.*?(?:-->|\\z)|</?[A-Za-z][^>]*>");

    private final SourceText source;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    /** Where a piece of it begins, and from which lines it comes. */
    private record Piece(int start, int line, int lastLine) {}

    private RenderedText(SourceText source) {
        this.source = source;
    }

    static RenderedText of(String markdown) {
        RenderedText rendered = new RenderedText(SourceText.of("", markdown));
        MarkdownParser.parseWithInlines(markdown).accept(rendered.new Reader());
        return rendered;
    }

    /**
     * The text without the lines in which a reader would see some words. Where the words stand in the middle of a line as
     * they are, only their sentence goes.
     */
    String without(Pattern words, Predicate<MatchResult> isWanted) {
        BitSet gone = new BitSet();
        for (MatchResult match : found(words, isWanted)) {
            gone.set(piece(match.start()).line(), piece(match.end() - 1).lastLine() + 1);
        }
        if (gone.isEmpty()) {
            return source.text();
        }
        StringBuilder left = new StringBuilder();
        for (int line = 1; line <= source.lineCount(); line++) {
            String its = source.line(line);
            if (!gone.get(line)) {
                left.append(its).append('\n');
            } else {
                Matcher plain = words.matcher(its.toLowerCase(Locale.ROOT));
                boolean isPlain = plain.find()
                        && its.length() == its.toLowerCase(Locale.ROOT).length();
                String kept = isPlain ? its.substring(0, plain.start()) + after(its.substring(plain.end())) : "";
                // Words in front of it are the answer's; marks and remains of markup are not.
                if (isPlain
                        && of(kept).text.chars().filter(Character::isLetter).count() >= 3
                        && !words.matcher(of(kept).text).find()) {
                    left.append(kept.stripTrailing()).append('\n');
                }
            }
        }
        return left.toString().strip();
    }

    private static String after(String rest) {
        Matcher end = Pattern.compile("[.!?][\\s*_\"')]+(?=\\p{Lu})").matcher(rest);
        return end.find() ? rest.substring(end.end()) : "";
    }

    /** Numbers of the lines, 1-based, in which a reader would see some words, each once. */
    List<Integer> linesWith(Pattern words, Predicate<MatchResult> isWanted) {
        return found(words, isWanted).stream()
                .map(match -> piece(match.start()).line())
                .distinct()
                .toList();
    }

    private List<MatchResult> found(Pattern words, Predicate<MatchResult> isWanted) {
        return words.matcher(text)
                .results()
                .filter(match -> match.end() > match.start() && isWanted.test(match))
                .toList();
    }

    private Piece piece(int index) {
        int found = Collections.binarySearch(pieces, new Piece(index, 0, 0), Comparator.comparingInt(Piece::start));
        return pieces.get(found >= 0 ? found : -found - 2);
    }

    private void add(String shown, int line) {
        add(shown, line, line);
    }

    private void add(String shown, int line, int lastLine) {
        int before = text.length();
        for (int i = 0; i < shown.length(); ) {
            int character = shown.codePointAt(i);
            Lookalike.add(character, text);
            i += Character.charCount(character);
        }
        if (text.length() > before) {
            pieces.add(new Piece(before, line, lastLine));
        }
    }

    /** All that a reader sees. */
    CharSequence seen() {
        return text;
    }

    private final class Reader extends AbstractVisitor {
        private int line = 1;

        @Override
        public void visit(Paragraph node) {
            block(node);
        }

        @Override
        public void visit(Heading node) {
            block(node);
        }

        private void block(Node node) {
            at(node);
            visitChildren(node);
            add("\n", line);
        }

        @Override
        public void visit(Text node) {
            at(node);
            add(node.getLiteral(), line);
        }

        @Override
        public void visit(Code node) {
            at(node);
            add(node.getLiteral(), line);
        }

        @Override
        public void visit(SoftLineBreak node) {
            add(" ", line);
            line++;
        }

        @Override
        public void visit(HardLineBreak node) {
            add(" ", line);
            line++;
        }

        @Override
        public void visit(FencedCodeBlock node) {
            code(node);
        }

        @Override
        public void visit(IndentedCodeBlock node) {
            code(node);
        }

        @Override
        public void visit(ThematicBreak node) {
            code(node);
        }

        @Override
        public void visit(CustomBlock node) {
            code(node);
        }

        private void code(Node node) {
            at(node);
            add(CODE + "x\n", line);
        }

        /** What HTML shows; its entities are those of Markdown. All of it counts as one place, which goes as a whole. */
        @Override
        public void visit(HtmlBlock node) {
            String shown = TAG.matcher(node.getLiteral()).replaceAll("").strip().replaceAll("\\n\\s*", " ");
            List<SourceSpan> spans = node.getSourceSpans();
            if (!shown.isEmpty() && !spans.isEmpty()) {
                int first = spans.get(0).getLineIndex() + 1;
                int last = spans.get(spans.size() - 1).getLineIndex() + 1;
                add((shown.startsWith("<") ? "" : of(shown).text) + "\n", first, last);
            }
        }

        private void at(Node node) {
            if (!node.getSourceSpans().isEmpty()) {
                line = node.getSourceSpans().get(0).getLineIndex() + 1;
            }
        }
    }
}
