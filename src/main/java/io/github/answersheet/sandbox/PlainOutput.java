package io.github.answersheet.sandbox;

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
