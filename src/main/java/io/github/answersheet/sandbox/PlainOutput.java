package io.github.answersheet.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Output of programs for people to read: without what would move a cursor, set colours or turn the direction of text. */
public final class PlainOutput {

    private static final Pattern ESCAPES =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\^_])");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]");

    private PlainOutput() {}

    public static String of(String output) {
        String lines = output.replace("\r\n", "\n");
        return INVISIBLE.matcher(ESCAPES.matcher(lines).replaceAll("")).replaceAll("");
    }

    /** An output in which control characters are seen, by pictures such as {@code ␛}, or by number, and do nothing. */
    public static String visible(String output) {
        return INVISIBLE
                .matcher(output.replace("\r\n", "\n"))
                .replaceAll(
                        found -> Matcher.quoteReplacement(picture(found.group().codePointAt(0))));
    }

    private static String picture(int character) {
        return character < ' '
                ? Character.toString(0x2400 + character)
                : character == 0x7f ? "\u2421" : String.format("\\u%04x", character);
    }

    /**
     * The last lines of an output, within some characters.
     *
     * @param lines at most
     * @param characters at most
     */
    public static String tail(String output, int lines, int characters) {
        String plain = of(output).stripTrailing();
        int start = plain.length();
        for (int i = 0; i < lines && start >= 0; i++) {
            start = plain.lastIndexOf('\n', start - 1);
        }
        String last = plain.substring(start + 1);
        return last.length() <= characters ? last : "…" + last.substring(last.length() - characters);
    }
}
