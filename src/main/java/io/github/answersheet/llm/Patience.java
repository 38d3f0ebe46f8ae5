package io.github.answersheet.llm;

import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a call is tried again.
 *
 * @param attempts in all, at least 1
 * @param first longest delay before the second attempt; it doubles from there
 * @param longest delay, unless the server asks for more
 */
public record Patience(int attempts, Duration first, Duration longest) {

    /** For real endpoints. */
    public static final Patience DEFAULT = new Patience(6, Duration.ofSeconds(2), Duration.ofMinutes(1));

    /** The delay before an attempt, somewhere between half and all of what is due, so that callers do not come together. */
    Duration before(int attempt, double random) {
        double due = first.toMillis() * Math.pow(2, attempt - 2.0);
        return Duration.ofMillis((long) (Math.min(due, longest.toMillis()) * (0.5 + random / 2)));
    }

    /** Tries again what failed in a way that may pass, not before the server wants to be asked. */
    <T> RetryPolicy<T> policy() {
        return RetryPolicy.<T>builder()
                .handle(TransientException.class)
                .withMaxAttempts(attempts)
                .withDelayFn(context -> {
                    Duration due = before(
                            context.getAttemptCount() + 1,
                            ThreadLocalRandom.current().nextDouble());
                    Duration asked = ((TransientException) context.getLastException())
                            .serverWait()
                            .orElse(Duration.ZERO);
                    return asked.compareTo(due) > 0 ? asked : due;
                })
                .build();
    }
}
