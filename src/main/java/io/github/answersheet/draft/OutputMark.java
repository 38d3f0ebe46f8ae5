package io.github.answersheet.draft;

import java.util.List;
import java.util.regex.Pattern;

/** The line above output that the program put below a block, such as {@code Output when it was run (exit status 3):}. */
public final class OutputMark {

    private static final String WORDS = "Output when it was run";
    private static final Pattern LINE =
            Pattern.compile("(?m)^([ >]*)" + WORDS + "(?: \\([^\n]*\\))?:[ \\t]*$", Pattern.CASE_INSENSITIVE);

    private OutputMark() {}

    /**
     * @param remarks what it says besides, possibly nothing
     */
    public static String line(List<String> remarks) {
        return WORDS + (remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")") + ":";
    }

    /** Whether a line is such a one, in a list or a quotation too. */
    public static boolean is(String line) {
        return LINE.matcher(line).matches();
    }

    /** A reply in which nobody says that something was run: only the program can know. */
    public static String disowned(String reply) {
        return LINE.matcher(reply).replaceAll("$1Output:");
    }
}
