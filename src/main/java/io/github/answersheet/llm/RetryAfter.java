package io.github.answersheet.llm;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a server wants to be asked again: {@code Retry-After} in seconds or as a date, or {@code retry-after-ms}. */
final class RetryAfter {

    /** No server is waited for longer than this at a time. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

    private RetryAfter() {}

    /** The time to wait from now; never negative, never longer than {@link #LONGEST}. */
    static Optional<Duration> in(HttpHeaders headers, Instant now) {
        Optional<Duration> wait = headers.firstValue("retry-after-ms").flatMap(v -> number(v, 1));
        if (wait.isEmpty()) {
            wait = headers.firstValue("retry-after")
                    .flatMap(v -> number(v, 1_000).or(() -> date(v, now)));
        }
        return wait.map(RetryAfter::bounded);
    }

    /** A span as in {@code x-ratelimit-reset-requests}: {@code 6m0s}, {@code 1.5s}, {@code 20ms}, or plain seconds. */
    static Optional<Duration> span(String text) {
        Matcher part = PART.matcher(text.strip());
        double milliseconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            milliseconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
            end = part.end();
        }
        if (end == 0 || end < text.strip().length()) {
            return number(text, 1_000).map(RetryAfter::bounded);
        }
        return Optional.of(bounded(Duration.ofMillis((long) Math.min(milliseconds, LONGEST.toMillis()))));
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }

    private static Optional<Duration> number(String text, int milliseconds) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value)
                    ? Optional.of(Duration.ofMillis((long) Math.min(value * milliseconds, LONGEST.toMillis())))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
