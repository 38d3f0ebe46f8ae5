package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads options to choose from: task lists, round and square boxes, lettered lines and items, icons; and which of them the
 * author marked as right.
 */
final class Choices {

    private static final String BULLET = "[\\s>]*(?:(?:[-*+]|\\d+[.)])\\s+)?";
    private static final Pattern TASK =
            Pattern.compile(BULLET + "(?<mark>\\[(?<tick>[ xX*✓✔✅]|)\\])(?!\\()\\s+(?<text>.*)|" + BULLET
                    + "(?<mark2>\\[(?<tick2>[ xX])\\])$");
    private static final Pattern ROUND = Pattern.compile(
            BULLET
                    + "(?<mark>\\[?[(（]\\s?(?<tick>[xX*✓✔●•oO]|\\s|)\\s?[)）]\\]?|\\[\\[(?<tick2>[ xX])\\]\\])\\s+(?<text>\\S.*)");
    private static final Pattern SAID_BEFORE = Pattern.compile(
            BULLET + "(?<mark>[*_`]{0,2}[(\\[](?<word>"
                    + "true|false|correct|incorrect|right|wrong|richtig|falsch|vrai|faux|correcta|incorrecta|verdadero|falso|верно|неверно)[)\\]][*_`]{0,2}\\s*)(?<text>\\S.*)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern LETTERED = Pattern.compile(
            BULLET
                    + "(?<said>(?:[✅✔☑❌✗✘✖➡→⭐🟢🔴]\\uFE0F?|->|=>|\\*(?=[A-Za-z(]\\)?[^*]*$))\\s*)?(?<mark>(?<bold>\\*\\*|__)?[(（]?\\\\?(?<letter>"
                    + Letters.ANY
                    + ")(?:\\\\?[.):：．、）](?![\\p{L}\\d]{1,3}[.)])|\\)|(?=\\*\\*\\s)|(?<=[①-⑧ⓐ-ⓗⒶ-Ⓗ]))(?:\\*\\*|__)?)(?:(?<gap>\\s*)(?<text>\\S.*)|\\s*$)");
    private static final Pattern BOX = Pattern.compile(
            "\\s*(?:[-*+]\\s+)?(?<mark><i\\b[^>]*\\b(?:square|circle|check|radio)[^>]*>\\s*(?:</i>)?|<input\\b[^>]*>|[☐☑☒⬜✅❌🔲🔘⚪◯○●◉⭕🔵⚫])\\uFE0F?(?:\\s|&nbsp;)*(?<text>.*)");
    private static final Pattern TICKED_BOX =
            Pattern.compile("check(?:ed|-|\\b)|[☑☒✅●◉🔘🔵]", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEHIND = Pattern.compile(
            "\\s*(?:<!--.*-->|(?<mark>[✅✔✓☑❌✗✘✖⭐]\\uFE0F?|\\[[xX✓]\\]|\\s[(][xX✓✔][)]))\\s*(?:[*_]{0,2}[(\\[]?(?<more>[\\p{L} ]{2,24})[)\\]]?[.!]?[*_]{0,2})?\\s*$");
    private static final Pattern SAID_BEHIND = Pattern.compile(
            "\\s*(?<open>[*_`]{0,3}[(\\[{（【]|(?:<--?-?|←|⬅\\uFE0F?|<=+|[-–—]{1,3}>?|👈|#|//)\\s*[*_]{0,2}[(]?)\\s*(?<word>[\\p{L}!✓✔✅ ]{1,30}?)[.!]?\\s*[)\\]}）】]?[*_`]{0,3}\\s*(?:[✅✔✓☑❌]\\uFE0F?)?\\s*$");

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
    record Line(String letter, String text, int line, boolean right, String shown) {

        Line marked(boolean isRight, String as) {
            return new Line(letter, text, line, isRight, as);
        }
    }

    /** Reads one line as an option, if it has the form of one. */
    static Optional<Line> read(String text, int number) {
        if (beginsWithAWord(text)) {
            return Optional.empty();
        }
        Matcher task = TASK.matcher(text);
        if (task.matches()) {
            boolean full = task.group("mark") != null;
            String tick = full ? task.group("tick") : task.group("tick2");
            int start = full ? task.start("mark") : task.start("mark2");
            int end = full ? task.end("mark") : task.end("mark2");
            String shown = text.substring(0, start) + "[ ]" + text.substring(end);
            String words = full ? task.group("text") : "";
            return Optional.of(saidBehind(new Line("", words.strip(), number, !tick.isBlank(), shown)));
        }
        Matcher round = ROUND.matcher(text);
        if (round.matches()) {
            String tick = round.group("tick2") != null ? round.group("tick2") : round.group("tick");
            String empty = round.group("mark").replaceAll("[xX*✓✔●•oO]", " ");
            boolean letter = tick.equals("o") || tick.equals("O");
            String shown = text.substring(0, round.start("mark")) + empty + text.substring(round.end("mark"));
            return Optional.of(
                    saidBehind(new Line("", round.group("text").strip(), number, !tick.isBlank() && !letter, shown)));
        }
        Matcher said = SAID_BEFORE.matcher(text);
        if (said.matches()) {
            boolean right = isRight(said.group("word"));
            String shown = text.substring(0, said.start("mark")) + said.group("text");
            return Optional.of(new Line("", said.group("text").strip(), number, right, shown));
        }
        return lettered(text, number).or(() -> box(text, number));
    }

    // As most lines do, behind what makes an item of them; no option does.
    private static boolean beginsWithAWord(String text) {
        int start = 0;
        while (start < text.length() && (isBlank(text, start) || text.charAt(start) == '>')) {
            start++;
        }
        int mark = start;
        while (mark < text.length() && text.charAt(mark) >= '0' && text.charAt(mark) <= '9') {
            mark++;
        }
        boolean isItem = mark < text.length() && (mark > start ? ".)" : "-*+").indexOf(text.charAt(mark)) >= 0;
        if (isItem && isBlank(text, mark + 1)) {
            start = mark + 1;
            while (isBlank(text, start)) {
                start++;
            }
        }
        return isAsciiLetter(text, start) && isAsciiLetter(text, start + 1);
    }

    private static boolean isBlank(String text, int index) {
        return index < text.length()
                && (text.charAt(index) == ' ' || text.charAt(index) >= '\t' && text.charAt(index) <= '\r');
    }

    private static boolean isAsciiLetter(String text, int index) {
        return index < text.length() && text.charAt(index) < 128 && Character.isLetter(text.charAt(index));
    }

    private static Optional<Line> box(String text, int number) {
        Matcher box = BOX.matcher(text);
        if (box.matches() && !box.group("text").isBlank()) {
            boolean right = TICKED_BOX.matcher(box.group("mark")).find();
            return Optional.of(new Line("", box.group("text").strip(), number, right, text));
        }
        return Optional.empty();
    }

    private static Optional<Line> lettered(String text, int number) {
        Matcher lettered = LETTERED.matcher(text);
        if (!lettered.matches()) {
            return Optional.empty();
        }
        String words =
                lettered.group("text") == null ? "" : lettered.group("text").strip();
        // "e.g." and "a.out" are no options: without a blank only a bracket or a wide mark parts the letter.
        boolean parted = !words.isEmpty() && lettered.group("gap").isEmpty();
        if (parted && !lettered.group("mark").matches(".*[)）、：．*_①-⑧ⓐ-ⓗⒶ-Ⓗ]")) {
            return Optional.empty();
        }
        String before = lettered.group("said");
        String shown = before == null
                ? text
                : text.substring(0, lettered.start("said")) + text.substring(lettered.end("said"));
        boolean right = before != null && !before.matches("[❌✗✘✖🔴].*");
        return Optional.of(saidBehind(new Line(Letters.latin(lettered.group("letter")), words, number, right, shown)));
    }

    // "22 ✓", "cron ⬅️ correct answer", "vim [x]", "*(correct)*".
    private static Line saidBehind(Line line) {
        String text = line.text();
        Matcher behind = BEHIND.matcher(text);
        int from = Math.max(0, text.length() - 60);
        for (int at = from; at < text.length(); at++) {
            if (Character.isLetterOrDigit(text.charAt(at))) {
                continue;
            }
            Matcher mark = behind.region(at, text.length());
            if (at > 0 && mark.lookingAt() && mark.group("mark") != null && isSaid(mark.group("more"))) {
                return cut(line, at, !mark.group("mark").strip().matches("[❌✗✘✖].*"));
            }
            Matcher words = SAID_BEHIND.matcher(text).region(at, text.length());
            if (at > 0 && words.lookingAt() && isSaid(words.group("word"))) {
                return cut(line, at, isRight(words.group("word")));
            }
        }
        return line;
    }

    private static boolean isSaid(String words) {
        return words == null || words.isBlank() || isRight(words) || Words.has("wrong", Words.plain(words));
    }

    private static boolean isRight(String words) {
        return Words.has("right", Words.plain(words)) || Words.has("right", words.strip());
    }

    private static Line cut(Line line, int at, boolean right) {
        String said = line.text().substring(at);
        int start = line.shown().lastIndexOf(said);
        String shown =
                start < 0 ? line.shown() : line.shown().substring(0, start).stripTrailing();
        return new Line(line.letter(), line.text().substring(0, at).strip(), line.line(), line.right() || right, shown);
    }

    /** Whether the line's mark is a box or icon in HTML, which has to be shown unticked by other means. */
    static boolean isBox(String text) {
        return BOX.matcher(text).matches() && !LETTERED.matcher(text).matches();
    }

    /** The mark of a box or icon. */
    static String boxMark(String text) {
        Matcher box = BOX.matcher(text);
        return box.matches() ? box.group("mark") : "";
    }

    /** How many options stand in the blocks; letters count only in order from A. */
    static int countIn(SourceText source, List<Block> blocks) {
        return in(source, blocks).size();
    }

    /** The options that stand in the blocks; letters count only in order from A. */
    static List<Line> in(SourceText source, List<Block> blocks) {
        List<Line> lines = new ArrayList<>();
        for (Block block : blocks) {
            if (block.is(Block.Kind.CODE) || block.is(Block.Kind.HTML)) {
                continue;
            }
            for (int line = block.firstLine(); line <= block.lastLine(); line++) {
                read(source.line(line), line).ifPresent(lines::add);
            }
        }
        return inOrder(lines);
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
