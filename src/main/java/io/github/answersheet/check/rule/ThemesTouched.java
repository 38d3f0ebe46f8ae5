package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Themes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells which themes of its course an answer touches, by words. It judges nothing. */
final class ThemesTouched extends AnswerRule {

    // No section that people write is longer.
    private static final int READ_AT_MOST = 200_000;

    private static final int THREES = 1 << 15;

    ThemesTouched() {
        super("themes", Level.INFO);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        String words = answer.written().stream()
                .map(s -> s.body().substring(0, Math.min(s.body().length(), READ_AT_MOST)))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        if (answer.pack().themes().stream().allMatch(Themes::isPlain)) {
            words = plain(words);
        }
        String text = words;
        boolean[] threes = threes(text);
        return answer.pack().themes().stream()
                .map(themes -> finding(answer, touched(themes, text, threes)))
                .toList();
    }

    private static String touched(Themes themes, String words, boolean[] threes) {
        String touched = themes.words().entrySet().stream()
                .filter(theme -> theme.getValue().stream()
                        .anyMatch(word -> mayContain(threes, word) && ThemeWord.isIn(words, word)))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return touched.isEmpty()
                ? "touches none of the " + themes.field() + " themes"
                : themes.field() + " themes touched: " + touched;
    }

    // Text of single bytes is searched several times faster.
    private static String plain(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    // Which threes of letters the text has: few words are looked for that it has not. Of each letter the last five bits
    // count.
    private static boolean[] threes(String text) {
        boolean[] threes = new boolean[THREES];
        int three = 0;
        for (int i = 0; i < text.length(); i++) {
            three = next(three, text.charAt(i));
            threes[three] = true;
        }
        return threes;
    }

    private static boolean mayContain(boolean[] threes, String word) {
        int three = 0;
        for (int i = 0; i < word.length() && word.charAt(i) != '|'; i++) {
            three = next(three, word.charAt(i));
            if (i > 1 && !threes[three]) {
                return false;
            }
        }
        return true;
    }

    private static int next(int three, char letter) {
        return (three << 5 | letter & 31) & THREES - 1;
    }
}
