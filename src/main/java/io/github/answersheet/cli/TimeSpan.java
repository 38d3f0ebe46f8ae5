package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times as people write them: {@code 90s}, {@code 30m}, {@code 2h30m}. */
final class TimeSpan {

    private TimeSpan() {}

    /**
     * @param option for the message if it is none
     */
    static Duration of(String option, String time) {
        try {
            return Duration.parse("PT" + time.strip().toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new InputException(Problem.of(option + " " + time, "is no time; it looks like 90s, 30m or 2h30m"));
        }
    }
}
