package io.github.answersheet.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Tells a slip of the pen from other words. */
public final class Spelling {

    private static final int MOST_LETTERS = 2;

    private Spelling() {}

    /** Whether a text is another but for one or two letters, the first not among them, that were changed, added or left out. */
    public static boolean isSlip(String written, String meant) {
        return !written.isEmpty()
                && written.charAt(0) == meant.charAt(0)
                && Math.abs(written.length() - meant.length()) <= MOST_LETTERS
                && distance(written, meant) <= MOST_LETTERS;
    }

    /** The word that one was most likely meant to be, the first of several; empty if there is none to choose from. */
    public static Optional<String> nearest(String written, Collection<String> words) {
        return words.stream().min(Comparator.comparingInt(word -> distance(written, word)));
    }

    // Levenshtein's, row by row.
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
