package io.github.answersheet.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strangers wrote, for a terminal: characters that move a cursor, set colours, turn the direction of text or are not seen
 * at all stand there as pictures such as {@code ␛} or as {@code \\u202e}, and do nothing. Line ends and tabs stay.
 *
 * <p>JSON stays the same JSON: what it may hold unescaped gets the escape that JSON has for it.
 */
public final class VisibleText {

    // Controls of C0 and C1, format characters, and the separators that some terminals take for line ends.
    private static final String UNSEEN = "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}";
    private static final Pattern INVISIBLE = Pattern.compile("[" + UNSEEN + "&&[^\n\t]]");
    private static final Pattern IN_A_LINE = Pattern.compile("[" + UNSEEN + "]");

    private VisibleText() {}

    public static String of(String text) {
        return INVISIBLE
                .matcher(text.replace("\r\n", "\n"))
                .replaceAll(found -> Matcher.quoteReplacement(picture(found.group())));
    }

    /** The same in one line: line ends and tabs become spaces. */
    public static String line(String text) {
        return of(
                text.replace("\r\n", " ").replace('\r', ' ').replace('\n', ' ').replace('\t', ' '));
    }

    /** Whether a text holds anything that would not be seen, line ends and tabs among it. */
    public static boolean hidesAnything(String text) {
        return IN_A_LINE.matcher(text).find();
    }

    private static String picture(String character) {
        char first = character.charAt(0);
        if (first < ' ') {
            return Character.toString(0x2400 + first);
        }
        StringBuilder escapes = new StringBuilder();
        character.chars().forEach(unit -> escapes.append(String.format("\\u%04x", unit)));
        return escapes.toString();
    }
}
