package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads options to choose from: task lists, lettered lines and items, icons and boxes; and which of them the author
 * marked as right.
 */
final class Choices {

    private static final String BULLET = "\\s*(?:>\\s*)*(?:(?:[-*+]|\\d+[.)])\\s+)?";
    private static final Pattern TASK = Pattern.compile(
            BULLET + "(?<mark>\\[(?<tick>[ xX*✓✔])\\])\\s+(?<text>.*)|" + BULLET + "(?<mark2>\\[(?<tick2>[ xX])\\])$");
    private static final Pattern LETTERED = Pattern.compile(BULLET + "(?<mark>(?:\\*\\*|__)?[(（]?(?<letter>"
            + Letters.ANY + ")(?:[.):：．、）]|\\))(?:\\*\\*|__)?)(?:\\s+(?<text>.*)|$)");
    private static final Pattern BOX = Pattern.compile(
            "\\s*(?<mark><i\\b[^>]*\\b(?:square|circle|check|radio)[^>]*>\\s*(?:</i>)?|<input\\b[^>]*>|[☐☑☒⬜✅❌🔲🔘⚪])(?:\\s|&nbsp;)*(?<text>.*)");
    private static final Pattern TICKED_BOX = Pattern.compile("check(?:ed|-|\\b)|[☑☒✅]", Pattern.CASE_INSENSITIVE);
    private static final Pattern SAID_RIGHT = Pattern.compile(
            "(?:[*_]{0,2}\\((?:correct|right)(?: answer)?\\)[*_]{0,2}|[✅✔☑]\\uFE0F?|(?:<--?|←|⬅)\\s*(?:correct|right)(?: answer)?)\\s*$",
            Pattern.CASE_INSENSITIVE);

    private Choices() {}

    /**
     * An option on a line.
     *
     * @param letter as written, in capitals; empty if the option has none
     * @param text the option's words, without its mark and without what says that it is right
     * @param line 1-based
     * @param right whether the author marked it
     * @param shown the line as a student may see it
     */
    record Line(String letter, String text, int line, boolean right, String shown) {}

    /** Reads one line as an option, if it has the form of one. */
    static Optional<Line> read(String text, int number) {
        Matcher task = TASK.matcher(text);
        if (task.matches()) {
            boolean full = task.group("mark") != null;
            String tick = full ? task.group("tick") : task.group("tick2");
            int start = full ? task.start("mark") : task.start("mark2");
            String shown = text.substring(0, start) + "[ ]" + text.substring(start + 3);
            String words = full ? task.group("text") : "";
            return Optional.of(new Line("", words.strip(), number, !tick.isBlank(), shown));
        }
        Matcher box = BOX.matcher(text);
        if (box.matches() && !box.group("text").isBlank()) {
            boolean right = TICKED_BOX.matcher(box.group("mark")).find();
            return Optional.of(new Line("", box.group("text").strip(), number, right, text));
        }
        Matcher lettered = LETTERED.matcher(text);
        if (lettered.matches()) {
            String words =
                    lettered.group("text") == null ? "" : lettered.group("text").strip();
            Matcher right = SAID_RIGHT.matcher(words);
            boolean said = right.find();
            String shown = said ? SAID_RIGHT.matcher(text).replaceFirst("").stripTrailing() : text;
            return Optional.of(new Line(
                    Letters.latin(lettered.group("letter")),
                    said ? words.substring(0, right.start()).strip() : words,
                    number,
                    said,
                    shown));
        }
        return Optional.empty();
    }

    /** Whether the line's mark is a box or icon in HTML, which has to be shown unticked by other means. */
    static boolean isBox(String text) {
        return BOX.matcher(text).matches();
    }

    /** The mark of a box or icon. */
    static String boxMark(String text) {
        Matcher box = BOX.matcher(text);
        return box.matches() ? box.group("mark") : "";
    }

    /** How many options stand in the blocks; letters count only in order from A. */
    static int countIn(SourceText source, List<Block> blocks) {
        List<Line> lines = new ArrayList<>();
        for (Block block : blocks) {
            if (block.is(Block.Kind.CODE) || block.is(Block.Kind.HTML)) {
                continue;
            }
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                read(source.line(line), line).ifPresent(lines::add);
            }
        }
        return inOrder(lines).size();
    }

    /** The options without lines that only look lettered: letters have to run from A. */
    static List<Line> inOrder(List<Line> lines) {
        List<Line> kept = new ArrayList<>();
        int lettered = 0;
        for (Line line : lines) {
            if (line.letter().isEmpty()) {
                kept.add(line);
            } else if (line.letter().charAt(0) - 'A' == lettered) {
                lettered++;
                kept.add(line);
            }
        }
        return lettered == 1 ? kept.stream().filter(l -> l.letter().isEmpty()).toList() : kept;
    }
}
