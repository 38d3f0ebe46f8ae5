package io.github.answersheet.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the answers of a course should touch now and then.
 *
 * @param field what the themes are about
 * @param words by theme, words or parts of words in lower case that show it; one with a {@code |} behind it is whole
 */
public record Themes(String field, Map<String, List<String>> words) {

    public Themes {
        words = new TreeMap<>(words);
    }

    /** Whether its words are written in ASCII. */
    public boolean isPlain() {
        return words.values().stream()
                .flatMap(List::stream)
                .allMatch(word -> word.chars().allMatch(c -> c < 128));
    }
}
