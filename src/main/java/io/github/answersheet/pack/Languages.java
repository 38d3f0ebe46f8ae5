package io.github.answersheet.pack;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells languages of people from each other, as far as a pack has words for them. */
final class Languages {

    private static final Pattern CODE =
            Pattern.compile("(?ms)^\\s*(`{3,}|~{3,}).*?(?:^\\s*\\1[`~]*\\s*$|\\z)|`[^`\n]*`");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final int READ_AT_MOST = 20_000;
    private static final int FEWEST = 3;
    private static final double CLEARLY = 1.5;

    private Languages() {}

    /**
     * The language that a text is clearly written in.
     *
     * @return nothing if there is too little of it, or no language stands out
     */
    static Optional<Words> of(String text, Pack pack) {
        String prose = CODE.matcher(text.substring(0, Math.min(text.length(), READ_AT_MOST)))
                .replaceAll(" ");
        Map<String, Integer> words = counted(prose.toLowerCase(Locale.ROOT));
        Words best = null;
        int most = 0;
        int next = 0;
        for (Words language : pack.wordsByLanguage().values()) {
            int seen = language.common().stream()
                    .mapToInt(word -> words.getOrDefault(word, 0))
                    .sum();
            if (seen > most) {
                next = most;
                most = seen;
                best = language;
            } else {
                next = Math.max(next, seen);
            }
        }
        return most >= FEWEST && most >= CLEARLY * next ? Optional.of(best) : Optional.empty();
    }

    // Some scripts set no blanks between words: there each sign counts, and each two.
    private static Map<String, Integer> counted(String text) {
        Map<String, Integer> counted = new HashMap<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String found = word.group();
            if (UnicodeScript.of(found.codePointAt(0)) == UnicodeScript.HAN) {
                for (int i = 0; i < found.length(); i++) {
                    counted.merge(found.substring(i, i + 1), 1, Integer::sum);
                    counted.merge(found.substring(i, Math.min(i + 2, found.length())), 1, Integer::sum);
                }
            } else {
                counted.merge(found, 1, Integer::sum);
            }
        }
        return counted;
    }
}
