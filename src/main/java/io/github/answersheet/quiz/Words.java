package io.github.answersheet.quiz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The lists of {@code words.txt}: what words and marks of many languages say about the text they stand at. */
final class Words {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}{1,6}\\p{L}?");
    private static final int LONGEST = 120;

    private static final Map<String, Set<String>> LISTS = lists();

    private Words() {}

    /** The words in lower case with one blank between them, without punctuation and marks. */
    static String plain(String words) {
        return NO_WORD.matcher(words.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** Whether the words, as {@link #plain} gives them, are an entry of that list. */
    static boolean has(String list, String plain) {
        return list(list).contains(plain);
    }

    static Set<String> list(String list) {
        return LISTS.getOrDefault(list, Set.of());
    }

    /** The list as an alternative of a regular expression, longest entries first. */
    static String alternatives(String list) {
        List<String> entries = new ArrayList<>(list(list));
        entries.sort((a, b) -> b.length() != a.length() ? b.length() - a.length() : a.compareTo(b));
        return "(?:" + String.join("|", entries.stream().map(Pattern::quote).toList()) + ")";
    }

    /** Whether the words introduce an answer: {@code Click to show the correct answer}, {@code Solution 2}. */
    static boolean introduceAnswer(String plain) {
        if (plain.isEmpty() || plain.length() > LONGEST) {
            return false;
        }
        if (has("answer", plain)) {
            return true;
        }
        String[] words = plain.split(" ");
        int from = 0;
        int to = words.length;
        while (from < to && isAround(words[from]) && !has("answer", join(words, from, to))) {
            from++;
        }
        while (to > from && isAround(words[to - 1]) && !has("answer", join(words, from, to))) {
            to--;
        }
        if (has("answer", join(words, from, to))) {
            return true;
        }
        // "Answer to question 3": only the words before "to" have to say it.
        for (int end = from + 1; end < to; end++) {
            if (has("of-answer", words[end]) || isNumber(words[end])) {
                return has("answer", join(words, from, end));
            }
        }
        return false;
    }

    private static boolean isAround(String word) {
        return has("around-answer", word) || isNumber(word);
    }

    private static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", List.of(words).subList(from, to));
    }

    private static Map<String, Set<String>> lists() {
        Map<String, Set<String>> lists = new HashMap<>();
        try (InputStream in = Words.class.getResourceAsStream("words.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int colon = line.indexOf(':');
                if (!line.startsWith("#") && colon > 0) {
                    Set<String> entries = lists.computeIfAbsent(line.substring(0, colon), n -> new HashSet<>());
                    for (String entry : line.substring(colon + 1).split(",")) {
                        entries.add(entry.strip());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lists;
    }
}
