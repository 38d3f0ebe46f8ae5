package io.github.answersheet.llm;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds calls back: never more at once than allowed, never faster than the provider takes them. It learns from the rate limit
 * headers, stops all calls for as long as a 429 says, and halves what is in flight when the provider is overloaded, to come
 * back one by one. Thread-safe.
 */
public final class Limits {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int most;
    private final Pace requests;
    private final Pace tokens;
    private final Duration pause;
    private double allowed;
    private int inFlight;
    private long pausedUntil;
    private long lastHalved;

    /**
     * @param concurrency calls at once at most
     * @param requestsPerMinute 0 for what the provider says
     * @param tokensPerMinute 0 for what the provider says
     */
    public Limits(int concurrency, int requestsPerMinute, int tokensPerMinute) {
        this(concurrency, requestsPerMinute, tokensPerMinute, PAUSE);
    }

    /**
     * @param pause after a 429 that says nothing
     */
    Limits(int concurrency, int requestsPerMinute, int tokensPerMinute, Duration pause) {
        long now = System.nanoTime();
        this.most = concurrency;
        this.allowed = concurrency;
        this.requests = new Pace(requestsPerMinute, now);
        this.tokens = new Pace(tokensPerMinute, now);
        this.pause = pause;
        this.pausedUntil = now;
        this.lastHalved = now - Duration.ofMinutes(1).toNanos();
    }

    /**
     * Waits until a call may start.
     *
     * @param characters of the request
     */
    void acquire(int characters) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long wait = untilFree(); wait != 0; wait = untilFree()) {
                if (wait < 0) {
                    changed.await();
                } else {
                    changed.awaitNanos(wait);
                }
            }
            long now = System.nanoTime();
            requests.take(1, now);
            tokens.take((double) characters / CHARACTERS_PER_TOKEN, now);
            inFlight++;
        } finally {
            // One is told at a time; who has been told tells the next.
            if (inFlight < (int) allowed) {
                changed.signal();
            }
            lock.unlock();
        }
    }

    /** A call ended without a response. */
    void release() {
        lock.lock();
        try {
            inFlight--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A call ended with a response. */
    void release(int status, HttpHeaders headers) {
        lock.lock();
        try {
            learn(headers);
            if (status == TOO_MANY_REQUESTS) {
                pauseFor(RetryAfter.in(headers, Instant.now()).orElse(pause));
            }
            if (status == TOO_MANY_REQUESTS || status == 503) {
                halve();
            } else if (status / 100 == 2) {
                allowed = Math.min(most, allowed + 1 / allowed);
            }
        } finally {
            lock.unlock();
            release();
        }
    }

    /** Calls that may be in flight now. */
    int allowed() {
        lock.lock();
        try {
            return (int) allowed;
        } finally {
            lock.unlock();
        }
    }

    // 0 if a call may start, -1 if one has to end first, else nanoseconds.
    private long untilFree() {
        if (inFlight >= (int) allowed) {
            return -1;
        }
        long now = System.nanoTime();
        return Math.max(Math.max(0, pausedUntil - now), Math.max(requests.waitFor(now), tokens.waitFor(now)));
    }

    // Several calls in flight hear of the same overload; it counts once.
    private void halve() {
        long now = System.nanoTime();
        if (now - lastHalved > pause.toNanos()) {
            lastHalved = now;
            allowed = Math.max(1, allowed / 2);
        }
    }

    private void pauseFor(Duration wait) {
        pausedUntil = Math.max(pausedUntil, System.nanoTime() + wait.toNanos());
    }

    private void learn(HttpHeaders headers) {
        number(headers, "x-ratelimit-limit-requests").ifPresent(requests::atMost);
        number(headers, "x-ratelimit-limit-tokens").ifPresent(tokens::atMost);
        for (String kind : List.of("requests", "tokens")) {
            if (number(headers, "x-ratelimit-remaining-" + kind).orElse(1) <= 0) {
                headers.firstValue("x-ratelimit-reset-" + kind)
                        .flatMap(RetryAfter::span)
                        .ifPresent(this::pauseFor);
            }
        }
    }

    private static OptionalDouble number(HttpHeaders headers, String name) {
        try {
            return headers.firstValue(name)
                    .map(value -> OptionalDouble.of(Double.parseDouble(value)))
                    .orElse(OptionalDouble.empty());
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
