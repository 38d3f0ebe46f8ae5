package io.github.answersheet.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The title line of an answer.
 *
 * @param number of the question it answers
 * @param topic possibly empty
 */
record AnswerTitle(int number, String topic) {

    private static final Pattern TITLE = Pattern.compile(
            "\\W*Answer\\s+(?:to\\s+)?(?:Question\\s+)?#?(\\d{1,6})\\b\\s*[:.)\\-–—]*\\s*(.*)",
            Pattern.CASE_INSENSITIVE);

    /** Reads the text of a heading, or nothing if it is no answer's title. */
    static Optional<AnswerTitle> of(String text) {
        Matcher title = TITLE.matcher(text.strip());
        return title.matches()
                ? Optional.of(new AnswerTitle(
                        Integer.parseInt(title.group(1)), title.group(2).strip()))
                : Optional.empty();
    }
}
