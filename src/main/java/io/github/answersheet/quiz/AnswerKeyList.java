package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;

/** An answer key for the whole quiz: a numbered list, lines such as {@code 3: b} or {@code 1-a, 2-c}, or a table. */
final class AnswerKeyList {

    private static final Pattern NUMBER = Pattern.compile(
            "[^\\p{L}\\p{N}]*(?:q(?:uestion)?|no|nr|câu|frage)?\\.?\\s*(\\d{1,4})[*_]{0,2}\\s*[.:)\\]=|–—-]*[*_]{0,2}\\s*(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COMPACT = Pattern.compile(
            "(?:^|[\\s,;|、，；：:])(?:[Qq])?(\\d{1,4})\\s*[.:)=–—-]?\\s*\\(?(" + Letters.ANY + ")\\)?(?=[\\s,;|.、，；。]|$)");

    private final List<Entry> entries = new ArrayList<>();

    private AnswerKeyList() {}

    /** The answer to one question, by its number in the quiz. */
    private record Entry(String label, String text, int line) {}

    static AnswerKeyList of(SourceText source, List<Block> blocks) {
        AnswerKeyList list = new AnswerKeyList();
        blocks.forEach(block -> list.read(source, block));
        return list;
    }

    private void read(SourceText source, Block block) {
        if (block.is(Block.Kind.TABLE)) {
            table(block);
        } else if (block.is(Block.Kind.HEADING)) {
            QuestionMark.of(PlainText.of(block.node()))
                    .ifPresent(mark -> entries.add(new Entry(
                            mark.label(), PlainText.of(block.node()).substring(mark.start()), block.firstLine())));
        } else if (block.isItem()) {
            item(source, block);
        } else if (block.is(Block.Kind.PARAGRAPH)) {
            paragraph(source, block);
        } else if (block.is(Block.Kind.HTML)) {
            html(source, block);
        } else {
            goOn(source, block);
        }
    }

    /** The keys by the place of their question, 0-based. */
    Map<Integer, AuthorKey> keys(List<QuestionBuilder.Raw> questions) {
        List<String> labels = questions.stream().map(q -> q.found().label()).toList();
        boolean byLabel = new HashSet<>(labels).size() == labels.size()
                && entries.stream().map(Entry::label).distinct().count() == entries.size();
        Map<Integer, AuthorKey> keys = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int place = byLabel ? labels.indexOf(entry.label()) : entries.size() == labels.size() ? i : -1;
            if (place < 0
                    && labels.stream().allMatch(String::isEmpty)
                    && entry.label().matches("\\d{1,6}")) {
                place = Integer.parseInt(entry.label()) - 1;
            }
            if (place >= 0 && place < questions.size()) {
                List<String> letters = QuestionBuilder.lettersOf(
                        entry.text(), questions.get(place).choices());
                keys.put(place, new AuthorKey(letters, entry.text().strip(), entry.line()));
            }
        }
        return keys;
    }

    private void item(SourceText source, Block block) {
        String words = source.lines(block.firstLine(), block.lastLine()).strip().replaceFirst("^[-*+]\\s+", "");
        Matcher number = NUMBER.matcher(words);
        if (number.matches()) {
            entries.add(new Entry(number.group(1), number.group(2), block.firstLine()));
        } else {
            goOn(source, block);
        }
    }

    private void paragraph(SourceText source, Block block) {
        for (int line = block.firstLine(); line <= block.lastLine(); line++) {
            line(source.line(line), line);
        }
    }

    private void line(String text, int line) {
        List<Entry> compact = compact(text, line);
        Matcher number = NUMBER.matcher(text);
        if (compact.size() > 1) {
            entries.addAll(compact);
        } else if (number.matches() && !number.group(2).isBlank()) {
            entries.add(new Entry(number.group(1), number.group(2), line));
        } else {
            goOn(text);
        }
    }

    // Without a blank line behind <summary> Markdown leaves the list in HTML.
    private void html(SourceText source, Block block) {
        for (int line = block.firstLine(); line <= block.lastLine(); line++) {
            String text = source.line(line);
            if (!text.isBlank() && !text.contains("<")) {
                line(text, line);
            }
        }
    }

    /** How many answers stand in a text. */
    static int countIn(String markdown) {
        SourceText source = SourceText.of("", markdown);
        MarkdownBlocks blocks = MarkdownBlocks.of(source);
        return of(blocks.layout().view(), blocks.blocks()).entries.size();
    }

    private static List<Entry> compact(String text, int line) {
        List<Entry> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Matcher pair = COMPACT.matcher(text);
        while (pair.find()) {
            if (seen.add(pair.group(1))) {
                found.add(new Entry(pair.group(1), pair.group(2), line));
            }
        }
        return found;
    }

    private void goOn(SourceText source, Block block) {
        goOn(source.lines(block.firstLine(), block.lastLine()));
    }

    private void goOn(String text) {
        if (!entries.isEmpty()) {
            Entry last = entries.remove(entries.size() - 1);
            entries.add(new Entry(last.label(), last.text() + "\n" + text, last.line()));
        }
    }

    private void table(Block block) {
        block.node().accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow row) {
                    row(row, block.firstLine()).ifPresent(entries::add);
                } else {
                    visitChildren(node);
                }
            }
        });
    }

    private static Optional<Entry> row(TableRow row, int tableLine) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
                cells.add(PlainText.of(cell));
            }
        }
        Matcher number = NUMBER.matcher(cells.isEmpty() ? "" : cells.get(0));
        if (cells.size() < 2 || !number.matches() || !number.group(2).isBlank()) {
            return Optional.empty();
        }
        int line = row.getSourceSpans().isEmpty()
                ? tableLine
                : row.getSourceSpans().get(0).getLineIndex() + 1;
        return Optional.of(new Entry(number.group(1), String.join(" — ", cells.subList(1, cells.size())), line));
    }
}
