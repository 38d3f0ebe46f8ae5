package io.github.answersheet.llm;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one owner of retries. A call that fails for good is told alone. An endpoint is taken for dead when it cannot be reached,
 * or when so many calls fail one after the other that it is no matter of what is asked, so that a long run does not hammer it.
 * Thread-safe.
 */
public final class RetryingClient implements ChatClient {

    // So many calls in a row, each with all its attempts.
    private static final int UNREACHABLE = 5;
    private static final int DEAD = 50;

    private final ChatClient client;
    private final RetryPolicy<Reply> policy;
    private final int attempts;
    private final AtomicInteger failedInARow = new AtomicInteger();
    private final AtomicInteger unreachableInARow = new AtomicInteger();
    private volatile boolean everReached;

    public RetryingClient(ChatClient client, Patience patience) {
        this.client = client;
        this.attempts = patience.attempts();
        this.policy = patience.policy();
    }

    @Override
    public Reply chat(Call call) {
        AtomicReference<Usage> wasted = new AtomicReference<>(Usage.NONE);
        try {
            Reply reply = Failsafe.with(policy).get(() -> attempt(call, wasted)).after(wasted.get());
            failedInARow.set(0);
            unreachableInARow.set(0);
            everReached = true;
            return reply;
        } catch (TransientException e) {
            int unreachable = e.isUnreachable() ? unreachableInARow.incrementAndGet() : 0;
            boolean isDead = failedInARow.incrementAndGet() >= DEAD
                    || unreachable >= UNREACHABLE
                    || unreachable > 0 && !everReached;
            String message = e.getMessage() + (attempts > 1 ? ", tried " + attempts + " times" : "");
            if (isDead) {
                throw new EndpointException(message);
            }
            throw new CallFailedException(message, wasted.get());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new CallFailedException("interrupted");
            }
            throw e;
        }
    }

    private Reply attempt(Call call, AtomicReference<Usage> wasted) {
        try {
            return client.chat(call);
        } catch (TransientException e) {
            wasted.updateAndGet(e.usage()::plus);
            throw e;
        }
    }

    @Override
    public String description() {
        return client.description();
    }
}
