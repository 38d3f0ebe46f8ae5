package io.github.answersheet.markdown;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The anchors that GitHub and most viewers give to headings, for one document. */
public final class Anchors {

    private final Map<String, Integer> seen = new HashMap<>();

    /** The anchor of the next heading; the same words get a number from the second time on. */
    public String next(String heading) {
        String words = heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
        int times = seen.merge(words, 1, Integer::sum);
        return times == 1 ? words : words + "-" + (times - 1);
    }
}
