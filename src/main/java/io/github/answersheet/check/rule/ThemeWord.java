package io.github.answersheet.check.rule;

/** A word as packs write it: a part of any word of a text, or a whole one if a {@code |} stands behind it. */
final class ThemeWord {

    private ThemeWord() {}

    /**
     * Looking for plain words is many times faster than an alternation, and every answer is looked through.
     *
     * @param text in lower case
     */
    static boolean isIn(String text, String word) {
        if (!word.endsWith("|")) {
            return text.contains(word);
        }
        String whole = word.substring(0, word.length() - 1);
        for (int at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1)) {
            int end = at + whole.length();
            if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) {
                return true;
            }
        }
        return false;
    }
}
