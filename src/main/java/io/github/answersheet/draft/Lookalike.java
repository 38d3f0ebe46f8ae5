package io.github.answersheet.draft;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * Characters as a reader takes them who expects Latin letters: in lower case, without marks, and those of other alphabets as
 * the Latin letter that they look like. A letter that is in no list may look like any.
 */
final class Lookalike {

    /** Stands for a letter that may look like any. It is a letter itself. */
    static final char ANY = '\u16A0';

    // A Latin letter, and those that nobody can tell from it.
    private static final List<String> ALIKE = List.of(
            "aаɑα", "bЬвʙ", "cсϲᴄⲥ", "dԁᴅ", "eеҽєᴇε", "fꜰꬵ", "hһհ", "iіıɪӏιⲓ", "nոпɴ", "oоοօᴏⲟ", "pрρⲣ", "rгʀ", "sѕꜱ",
            "tтτᴛⲧ", "uυսᴜ", "vνѵᴠ", "wѡԝᴡ", "xхχⲭ", "yуγүʏ");

    // Nobody takes these for Latin.
    private static final Set<UnicodeScript> UNLIKE = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HANGUL,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.ARABIC,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.THAI);

    private Lookalike() {}

    /** Adds what a reader sees of a character: nothing for a mark, and for what is not seen at all. */
    static void add(int character, StringBuilder seen) {
        if (character < 128) {
            seen.append((char) Character.toLowerCase(character));
            return;
        }
        int type = Character.getType(character);
        if (type == Character.FORMAT || type == Character.NON_SPACING_MARK) {
            return;
        }
        Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
                .forEach(each -> seen.appendCodePoint(latin(each)));
    }

    private static int latin(int letter) {
        if (letter < 128 || !Character.isLetter(letter)) {
            return letter;
        }
        return ALIKE.stream()
                .filter(alike -> alike.indexOf(letter) > 0)
                .findFirst()
                .map(alike -> (int) alike.charAt(0))
                .orElse(UNLIKE.contains(UnicodeScript.of(letter)) ? letter : ANY);
    }

    /** A pattern for a word, whichever figures and signs stand in the place of letters, and whatever small stands between them. */
    static String pattern(String word) {
        StringBuilder pattern = new StringBuilder();
        for (char letter : word.toCharArray()) {
            String figures =
                    switch (letter) {
                        case 'b' -> "86";
                        case 'c' -> "(";
                        case 'e' -> "3€";
                        case 'i' -> "1l|!¡";
                        case 'o' -> "0";
                        case 't' -> "7+†";
                        default -> "";
                    };
            pattern.append(pattern.isEmpty() ? "" : "[^\\p{L}\\p{N}\\n]{0,2}")
                    .append('[')
                    .append(letter)
                    .append(figures)
                    .append(ANY)
                    .append(']');
        }
        return pattern.toString();
    }

    /** Whether most letters of what such a pattern found are what they are. */
    static boolean isSeen(MatchResult found) {
        String text = found.group();
        long letters = text.chars().filter(Character::isLetter).count();
        return 3 * text.chars().filter(c -> c == ANY).count() <= letters;
    }
}
