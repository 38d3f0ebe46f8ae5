package io.github.answersheet.llm;

import java.time.Duration;

/** So many units a minute, evenly, with a burst of a second's worth. Not thread-safe. */
final class Pace {

    private static final double NANOS_PER_MINUTE = 60e9;
    private static final long BURST = Duration.ofSeconds(1).toNanos();

    private double perMinute;
    private long paidUntil;

    /**
     * @param perMinute 0 for no limit
     * @param now of {@link System#nanoTime}
     */
    Pace(double perMinute, long now) {
        this.perMinute = perMinute;
        this.paidUntil = now - BURST;
    }

    /** Makes it slower, never faster. */
    void atMost(double limit) {
        if (limit > 0 && (perMinute == 0 || limit < perMinute)) {
            perMinute = limit;
        }
    }

    /** Nanoseconds until the next may start; 0 if it may now. */
    long waitFor(long now) {
        return perMinute == 0 ? 0 : Math.max(0, paidUntil - now);
    }

    /** Counts some units. */
    void take(double units, long now) {
        if (perMinute > 0) {
            paidUntil = Math.max(paidUntil, now - BURST) + (long) (units * NANOS_PER_MINUTE / perMinute);
        }
    }
}
