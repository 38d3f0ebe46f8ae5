package io.github.answersheet.llm;

import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Claim;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a store before it asks a model, and keeps every reply, valid or not, before anybody uses it. Where another process is
 * making the same call, its reply is waited for. Thread-safe.
 */
public final class StoringClient implements ChatClient {

    private static final long FIRST_LOOK = 20;
    private static final long LAST_LOOK = 1_000;

    private final ChatClient client;
    private final CallStore store;
    private final StoredCalls calls;
    private final int callers;

    /**
     * @param endpoint whose model and address are part of what determines a reply
     * @param since milliseconds since 1970; older replies are not used
     * @param job that the calls belong to
     * @param callers at once at most
     */
    public StoringClient(ChatClient client, CallStore store, Endpoint endpoint, long since, String job, int callers) {
        this.callers = callers;
        this.client = client;
        this.store = store;
        this.calls = new StoredCalls(store, endpoint, since, job);
    }

    @Override
    public Reply chat(Call call) {
        CallKey key = calls.key(call);
        for (long look = FIRST_LOOK; ; look = Math.min(2 * look, LAST_LOOK)) {
            Optional<Reply> stored = calls.find(key);
            if (stored.isPresent()) {
                return stored.get();
            }
            Optional<Claim> claim = store.claim(key);
            Optional<Reply> made = claim.flatMap(c -> made(call, key, c));
            if (made.isPresent()) {
                return made.get();
            }
            pause(look);
        }
    }

    @Override
    public String description() {
        return client.description();
    }

    // Nothing if the claim was lost on the way, as by a machine that slept: then another's reply counts.
    private Optional<Reply> made(Call call, CallKey key, Claim claim) {
        try {
            // Between the look and the claim somebody may have finished.
            Optional<Reply> stored = calls.find(key);
            if (stored.isPresent()) {
                return stored;
            }
            Reply reply = client.chat(call);
            return calls.keep(claim, key, call, reply, callers) ? Optional.of(reply) : Optional.empty();
        } catch (ClaimLostException e) {
            return Optional.empty();
        } finally {
            store.release(claim);
        }
    }

    private static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("interrupted");
        }
    }
}
