package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;

/**
 * Which paragraphs are questions though they have no number: lines in bold that ask, texts before options, letters in order.
 *
 * @param questions those that start a question
 * @param words lines in bold that say nothing but {@code Question}, each before one
 * @param lettered those that a letter numbers
 * @param marked how many have a word and number
 * @param answerLines how many lines in bold say that an answer comes
 * @param listsRestart whether several numbered lists start anew under lines that look like titles
 * @param decisions what was decided
 */
record Paragraphs(
        Set<Block> questions,
        Set<Block> words,
        Set<Block> lettered,
        int marked,
        int answerLines,
        boolean listsRestart,
        List<Decision> decisions) {

    private static final Pattern BOLD_LINE = Pattern.compile("(\\*\\*|__)[^*_]+(\\*\\*|__):?");
    private static final Pattern BOLD_START = Pattern.compile("\\s{0,3}(\\*\\*|__)(?<words>.{3,300}?)\\1[:.?]?\\s*");

    static Paragraphs vote(SourceText source, List<Block> blocks, Layout layout, Headings headings, boolean isWeak) {
        List<Decision> decisions = new ArrayList<>();
        Set<Block> questions = new HashSet<>();
        List<Block> own = new ArrayList<>();
        List<Block> boldAsking = new ArrayList<>();
        List<Block> wordLines = new ArrayList<>();
        int marked = 0;
        int bold = 0;
        int restarts = 0;
        int answers = 0;
        boolean ofSection = true;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (layout.hides(block.firstLine())
                    || layout.asking(block.firstLine()).isPresent()) {
                continue;
            }
            if (block.is(Block.Kind.HEADING)) {
                boolean meta = Matter.of(PlainText.of(block.node())) != Matter.OTHER;
                ofSection = !headings.isQuestion(block) && !meta;
            }
            if (!block.is(Block.Kind.PARAGRAPH) || !ofSection) {
                if (ofSection && !block.is(Block.Kind.PARAGRAPH)) {
                    own.add(block);
                }
                continue;
            }
            own.add(block);
            String line = source.line(block.firstLine());
            answers += isBoldLine(line) && Matter.of(PlainText.of(block.node())) == Matter.ANSWERS ? 1 : 0;
            if (QuestionMark.ofParagraph(line).isPresent()) {
                marked++;
            } else if (isBoldLine(line) && asksInOneWord(PlainText.of(block.node()))) {
                wordLines.add(block);
            } else if (BOLD_START.matcher(line).matches() && isFree(line)) {
                bold++;
                String words = line.replaceAll("[*_]{2}", "");
                if (Evidence.asks(words) || Evidence.demands(words)) {
                    boldAsking.add(block);
                }
            }
            boolean before = i + 1 < blocks.size() && blocks.get(i + 1).is(Block.Kind.ORDERED_ITEM);
            if (before && block.firstLine() == block.lastLine() && Evidence.wordCount(line) <= 6) {
                restarts++;
            }
        }
        Set<Block> words = wordLines.size() < 2 ? Set.of() : Set.copyOf(wordLines);
        if (!words.isEmpty()) {
            marked += words.size();
            decisions.add(new Decision(
                    "lines in bold",
                    "questions begin with them",
                    words.size() + " say nothing but that a question comes"));
        }
        boolean boldAsks = boldAsking.size() >= 2 && marked < 2 && boldAsking.size() * 2 >= bold;
        if (bold > 0) {
            decisions.add(new Decision(
                    "lines in bold",
                    boldAsks ? "questions where they ask" : "titles or emphasis",
                    boldAsking.size() + " of " + bold + " ask or demand"));
        }
        if (boldAsks) {
            questions.addAll(boldAsking);
        }
        boolean areParts = !lettered(source, own).isEmpty();
        List<Block> stems = marked >= 2 || boldAsks || areParts ? List.of() : stems(source, own);
        if (!stems.isEmpty()) {
            decisions.add(new Decision(
                    "paragraphs before options", "questions", stems.size() + " stand under no heading of their own"));
            questions.addAll(stems);
            addAsking(own, stems, questions, source);
        }
        Set<Block> lettered = stems.isEmpty() ? lettered(source, own) : Set.of();
        if (!lettered.isEmpty()) {
            decisions.add(new Decision(
                    "lettered paragraphs", "questions", lettered.size() + " in order from a, most of which ask"));
        }
        if (isWeak && questions.isEmpty()) {
            List<Block> asking = own.stream()
                    .filter(b -> b.is(Block.Kind.PARAGRAPH) && isFree(source.line(b.firstLine())))
                    .filter(b -> endsAsking(PlainText.of(b.node())))
                    .toList();
            if (asking.size() >= 2) {
                decisions.add(new Decision(
                        "paragraphs", "questions where they ask", asking.size() + " end with a question mark"));
                questions.addAll(asking);
            }
        }
        return new Paragraphs(
                Set.copyOf(questions), words, lettered, marked, answers, restarts >= 2, List.copyOf(decisions));
    }

    static boolean asksInOneWord(String words) {
        String plain = Words.plain(words);
        return Words.has("question", plain) || Words.has("numbering", plain);
    }

    private static boolean endsAsking(String words) {
        return Evidence.asks(words.substring(Math.max(0, words.length() - 3)));
    }

    // Where texts before options are questions, one that asks and has no options is one as well.
    private static void addAsking(List<Block> own, List<Block> stems, Set<Block> questions, SourceText source) {
        int first = stems.get(0).firstLine();
        for (Block block : own) {
            if (block.is(Block.Kind.PARAGRAPH)
                    && block.firstLine() > first
                    && isFree(source.line(block.firstLine()))
                    && Choices.read(source.line(block.firstLine()), 0).isEmpty()
                    && endsAsking(PlainText.of(block.node()))) {
                questions.add(block);
            }
        }
    }

    private static List<Block> stems(SourceText source, List<Block> own) {
        // Items that ask have their options inside.
        boolean itemsAsk = own.stream()
                .filter(b -> b.is(Block.Kind.ORDERED_ITEM))
                .anyMatch(b -> Evidence.asks(PlainText.of(b.node()))
                        && Choices.read(source.line(b.firstLine()), 0).isEmpty());
        return itemsAsk ? List.of() : Stems.in(source, own);
    }

    /** Paragraphs with letters in order from A, most of which ask by themselves. */
    static Set<Block> lettered(SourceText source, List<Block> own) {
        List<Block> run = new ArrayList<>();
        Set<Block> found = new HashSet<>();
        boolean stem = false;
        for (Block block : own) {
            if (!block.is(Block.Kind.PARAGRAPH)) {
                continue;
            }
            String letter = Choices.read(source.line(block.firstLine()), 0)
                    .map(Choices.Line::letter)
                    .orElse("");
            if (!letter.isEmpty() && letter.equals(Letters.ofPlace(run.size()))) {
                run.add(block);
            } else {
                take(source, run, stem, found);
                run.clear();
                if (letter.equals("A")) {
                    run.add(block);
                } else {
                    String words = PlainText.of(block.node());
                    stem = Evidence.asks(words) || Evidence.demands(words) || words.endsWith(":");
                }
            }
        }
        take(source, run, stem, found);
        return Set.copyOf(found);
    }

    private static void take(SourceText source, List<Block> run, boolean stem, Set<Block> found) {
        long asking = run.stream()
                .map(b -> Choices.read(source.line(b.firstLine()), 0)
                        .orElseThrow()
                        .text())
                .filter(t -> Evidence.asks(t) || Evidence.demands(t))
                .count();
        long questions =
                run.stream().filter(b -> Evidence.asks(PlainText.of(b.node()))).count();
        if (run.size() >= 2 && questions > 0 && asking * 2 > run.size() && !stem) {
            found.addAll(run);
        }
    }

    /** Whether a line is in bold and nothing else. */
    static boolean isBoldLine(String line) {
        return BOLD_LINE.matcher(line.strip()).matches();
    }

    /** Whether a line in bold may be the title of a section: it leads nowhere, answers nothing and says nothing of one question. */
    boolean mayTitle(Block block) {
        String words = PlainText.of(block.node());
        Node strong = block.node().getFirstChild();
        boolean link = strong instanceof StrongEmphasis && strong.getFirstChild() instanceof Link;
        return !link && Matter.of(words) == Matter.OTHER && isFree("**" + words + "**");
    }

    // Neither an answer nor a way back nor a remark on a question.
    private static boolean isFree(String line) {
        String words = line.replaceAll("[*_]{2}", "");
        int colon = words.indexOf(':');
        String before = Words.plain(colon < 0 ? words : words.substring(0, colon));
        return !Words.has("about-question", before)
                && !Words.has(
                        "navigation", Words.plain(words.toLowerCase(Locale.ROOT).replaceAll("\\]\\(.*", "")))
                && LeadIn.of(line).filter(l -> l.matter() != Matter.OTHER).isEmpty();
    }
}
