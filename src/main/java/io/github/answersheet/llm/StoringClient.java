package io.github.answersheet.llm;

import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Claim;
import io.github.answersheet.store.StoredReply;
import java.time.Duration;
import java.util.Locale;
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
    private final Endpoint endpoint;
    private final long since;
    private final String job;

    /**
     * @param endpoint whose model and address are part of what determines a reply
     * @param since milliseconds since 1970; older replies are not used
     * @param job that the calls belong to
     */
    public StoringClient(ChatClient client, CallStore store, Endpoint endpoint, long since, String job) {
        this.job = job;
        this.client = client;
        this.store = store;
        this.endpoint = endpoint;
        this.since = since;
    }

    @Override
    public Reply chat(Call call) {
        CallKey key = key(call);
        for (long look = FIRST_LOOK; ; look = Math.min(2 * look, LAST_LOOK)) {
            Optional<Reply> stored = store.find(key, since).map(StoringClient::reply);
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
            Optional<Reply> stored = store.find(key, since).map(StoringClient::reply);
            if (stored.isPresent()) {
                return stored;
            }
            Reply reply = client.chat(call);
            boolean counts = store.put(
                    claim,
                    key,
                    call.question(),
                    call.step().toString(),
                    job,
                    new StoredReply(
                            reply.text(),
                            reply.finish().name().toLowerCase(Locale.ROOT),
                            reply.model(),
                            reply.usage().input(),
                            reply.usage().output(),
                            reply.usage().cached(),
                            reply.time().toMillis()));
            return counts ? Optional.of(reply) : Optional.empty();
        } catch (ClaimLostException e) {
            return Optional.empty();
        } finally {
            store.release(claim);
        }
    }

    private CallKey key(Call call) {
        return CallName.of(endpoint, call);
    }

    static Reply reply(StoredReply stored) {
        return new Reply(
                stored.text(),
                Reply.Finish.valueOf(stored.finish().toUpperCase(Locale.ROOT)),
                new Usage(stored.input(), stored.output(), stored.cached()),
                stored.model(),
                Duration.ofMillis(stored.millis()),
                Reply.Origin.STORE);
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
