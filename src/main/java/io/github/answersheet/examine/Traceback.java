package io.github.answersheet.examine;

import io.github.answersheet.sandbox.PlainOutput;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exception that ended a Python program, as its standard error tells it.
 *
 * @param type such as {@code ValueError}, with its module if it has one
 * @param message its first line
 * @param text the whole standard error
 */
record Traceback(String type, String message, String text) {

    static final String HEADER = "Traceback (most recent call last):";
    private static final Pattern RAISED = Pattern.compile("(?m)^([A-Za-z_][\\w.]*)(?:: (.*))?$");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'$");

    static Optional<Traceback> in(String stderr) {
        String text = PlainOutput.of(stderr);
        int start = text.lastIndexOf(HEADER);
        if (start < 0) {
            return Optional.empty();
        }
        Matcher raised = RAISED.matcher(text);
        return raised.find(start + HEADER.length())
                ? Optional.of(new Traceback(raised.group(1), raised.group(2) == null ? "" : raised.group(2), text))
                : Optional.empty();
    }

    boolean is(String... types) {
        for (String each : types) {
            if (type.equals(each) || type.endsWith("." + each)) {
                return true;
            }
        }
        return false;
    }

    boolean mentions(String words) {
        return text.contains(words);
    }

    /** The file, program or module that the message names at its end. */
    Optional<String> subject() {
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? Optional.of(quoted.group(1)) : Optional.empty();
    }

    /** The innermost line of a file that it went through; 0 if it did not. */
    int lineIn(String file) {
        Matcher frame = Pattern.compile("File \"[^\"\n]*/" + Pattern.quote(file) + "\", line (\\d+)")
                .matcher(text);
        int line = 0;
        while (frame.find()) {
            line = Integer.parseInt(frame.group(1));
        }
        return line;
    }

    /** {@code ValueError: no such unit}, within a line. */
    String inWords() {
        String words = message.isEmpty() ? type : type + ": " + message;
        return words.length() <= 300 ? words : words.substring(0, 300) + "…";
    }
}
