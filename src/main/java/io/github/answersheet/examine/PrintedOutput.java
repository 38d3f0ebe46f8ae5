package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.VisibleText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a block printed when it was run, as the program puts it below the block: a line that says so, and a fence.
 *
 * @param isError whether it came on standard error
 * @param exit the exit status
 * @param varies whether another run printed something else
 * @param text some lines of what was printed; {@code …} stands for a word or number that another run printed differently
 * @param left how many lines come behind these
 */
public record PrintedOutput(boolean isError, int exit, boolean varies, String text, int left) {

    private static final String VARYING = "…";
    private static final Pattern TOKEN = Pattern.compile(VARYING + "|[\\p{L}\\p{N}_]+(?:\\.\\p{N}+)*");
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
    private static final Pattern DATE_OR_TIME =
            Pattern.compile("\\b(?:\\d{4}[-/.]\\d{2}[-/.]\\d{2}|\\d{2}[-/.]\\d{2}[-/.]\\d{4}"
                    + "|\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[AP]M)?|20\\d{6}|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
                    + "|" + MONTH + "(?: +\\d{1,2})?|\\d{1,2}\\.? " + MONTH + ")\\b");
    private static final Pattern FENCE = Pattern.compile("`{3,}");
    private static final int MOST_LINES = 40;
    private static final int MOST_CHARACTERS = 3000;

    /**
     * @param again the same once more, so that what varies is known
     * @param asksClock whether it asks for the time, so that what looks like one is one
     * @param code of the program; a date that stands in it was not asked for
     * @return nothing if it printed nothing, did not come to its end, or the two runs have too little in common
     */
    static Optional<PrintedOutput> of(Ran ran, Ran again, boolean asksClock, String code) {
        if (ran.ending() != Ending.EXITED || again.ending() != Ending.EXITED || ran.exit() != again.exit()) {
            return Optional.empty();
        }
        boolean isError = ran.exit() != 0 && ran.stdout().isBlank();
        List<String> first = lines(isError ? ran.stderr() : ran.stdout());
        List<String> second = lines(isError ? again.stderr() : again.stdout());
        if (first.isEmpty() || first.size() != second.size()) {
            return Optional.empty();
        }
        List<String> both = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            Optional<String> common = common(first.get(i), second.get(i));
            if (common.isEmpty()) {
                return Optional.empty();
            }
            both.add(withoutDate(common.get(), ran.date(), asksClock, code));
        }
        String text = cut(both);
        int left = both.size() - text.split("\n", -1).length;
        return Optional.of(new PrintedOutput(isError, ran.exit(), !both.equals(first), text, left));
    }

    /**
     * A text with the date left open: the day of the run as {@code 2026-11-30}, and where a program asks for the time also
     * other dates and times of day, names of months and days, and the year of the run, unless they stand in its code.
     */
    static String withoutDate(String text, Instant run, boolean asksClock, String code) {
        LocalDate day = LocalDate.ofInstant(run, ZoneOffset.UTC);
        String plain = text.replace(day.toString(), VARYING);
        if (!asksClock) {
            return plain;
        }
        String undated = DATE_OR_TIME
                .matcher(plain)
                .replaceAll(found -> Matcher.quoteReplacement(
                        code.contains(found.group())
                                ? found.group()
                                : TOKEN.matcher(found.group()).replaceAll(VARYING)));
        String year = Integer.toString(day.getYear());
        return code.contains(year) ? undated : undated.replaceAll("\\b" + year + "\\b", VARYING);
    }

    /** Whether there is something to read in it that does not vary. */
    boolean saysSomething() {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Whether an answer shows just that, whatever stands where it varies. */
    boolean isShownAs(String shown) {
        List<String> theirs = lines(shown);
        List<String> own = lines(text);
        if (left > 0 && !theirs.isEmpty() && isRest(theirs.get(theirs.size() - 1))) {
            theirs.remove(theirs.size() - 1);
        } else if (left > 0) {
            return false;
        }
        if (theirs.size() != own.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!isLike(own.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    // Whatever the language.
    private boolean isRest(String line) {
        return line.matches("\\(\\D*" + left + "\\D*\\)");
    }

    /** In Markdown: the line that says so, and the fence. */
    public String markdown(Words words) {
        String fence = FENCE.matcher(text)
                .results()
                .map(MatchResult::group)
                .max((a, b) -> a.length() - b.length())
                .map(longest -> longest + "`")
                .orElse("```");
        List<String> remarks = new ArrayList<>();
        if (isError) {
            remarks.add(words.say(Phrase.STANDARD_ERROR));
        }
        if (exit != 0) {
            remarks.add(words.say(Phrase.EXIT_STATUS, exit));
        }
        if (varies) {
            remarks.add(words.say(Phrase.VARIES));
        }
        String rest = left == 0 ? "" : "\n(" + words.count(Phrase.MORE_LINES, left) + ")";
        return words.say(Phrase.OUTPUT, remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")") + "\n\n"
                + fence + "text\n" + text + rest + "\n" + fence;
    }

    /** A section's text without what the program put there. */
    public static String without(SectionBody body) {
        SourceText text = SourceText.of("", body.text());
        StringBuilder left = new StringBuilder(body.text());
        List<ProseLine> prose = body.prose();
        for (int i = prose.size() - 1; i >= 0; i--) {
            int start = prose.get(i).offset();
            int line = text.position(start).line();
            Optional<FencedBlock> fence = body.fences().stream()
                    .filter(block -> block.line() > line && block.line() <= line + 2)
                    .findFirst();
            if (fence.isPresent() && body.runs().isOutput(text.line(line))) {
                int last = fence.get().lastLine();
                left.delete(start, text.lineStart(last) + text.line(last).length());
                while (start > 1 && left.charAt(start - 1) == '\n' && left.charAt(start - 2) == '\n') {
                    left.deleteCharAt(--start);
                }
            }
        }
        return left.toString().stripTrailing();
    }

    /** Whether a line is that, word by word, whatever stands where it varies: {@code …-…} is {@code 12-3} and {@code a-b}. */
    private static boolean isLike(String own, String theirs) {
        String[] words = own.split(" +", -1);
        String[] others = theirs.split(" +", -1);
        if (words.length != others.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!isLikeWord(words[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLikeWord(String own, String theirs) {
        String[] fixed = own.split(VARYING, -1);
        int last = fixed.length - 1;
        if (last == 0 || !theirs.startsWith(fixed[0]) || !theirs.endsWith(fixed[last])) {
            return own.equals(theirs);
        }
        int at = fixed[0].length();
        for (int i = 1; i <= last; i++) {
            // What varies is at least one character.
            int next = i == last ? theirs.length() - fixed[i].length() : theirs.indexOf(fixed[i], at + 1);
            if (next <= at) {
                return false;
            }
            at = next + fixed[i].length();
        }
        return true;
    }

    // Two lines with the words in which they differ left open; nothing if they differ in more than words.
    private static Optional<String> common(String one, String other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        List<MatchResult> tokens = TOKEN.matcher(one).results().toList();
        List<MatchResult> others = TOKEN.matcher(other).results().toList();
        if (tokens.size() != others.size()
                || !TOKEN.matcher(one)
                        .replaceAll(VARYING)
                        .equals(TOKEN.matcher(other).replaceAll(VARYING))) {
            return Optional.empty();
        }
        int[] next = {0};
        return Optional.of(TOKEN.matcher(one).replaceAll(token -> {
            String theirs = others.get(next[0]++).group();
            return Matcher.quoteReplacement(token.group().equals(theirs) ? theirs : VARYING);
        }));
    }

    private static List<String> lines(String output) {
        List<String> lines = new ArrayList<>(
                VisibleText.of(output).lines().map(String::stripTrailing).toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        while (!lines.isEmpty() && lines.get(0).isEmpty()) {
            lines.remove(0);
        }
        return lines;
    }

    private static String cut(List<String> lines) {
        StringBuilder text = new StringBuilder();
        int taken = 0;
        while (taken < lines.size() && taken < MOST_LINES) {
            String line = lines.get(taken);
            if (text.length() + line.length() > MOST_CHARACTERS) {
                if (taken > 0) {
                    break;
                }
                line = line.substring(0, MOST_CHARACTERS) + VARYING;
            }
            text.append(taken == 0 ? "" : "\n").append(line);
            taken++;
        }
        return text.toString();
    }
}
