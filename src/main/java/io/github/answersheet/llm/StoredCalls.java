package io.github.answersheet.llm;

import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Claim;
import io.github.answersheet.store.StoredReply;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The calls of one job to one endpoint, and their replies as a store keeps them. Thread-safe. */
public final class StoredCalls {

    private final CallStore store;
    private final Endpoint endpoint;
    private final long since;
    private final String job;

    /**
     * @param endpoint whose model and address are part of what determines a reply
     * @param since milliseconds since 1970; older replies are not used
     * @param job that the calls belong to
     */
    public StoredCalls(CallStore store, Endpoint endpoint, long since, String job) {
        this.store = store;
        this.endpoint = endpoint;
        this.since = since;
        this.job = job;
    }

    /** What determines the reply to a call; the store then has what it names by hash. */
    public CallKey key(Call call) {
        store.keepSystemMessage(CallName.systemMessage(call), call.prompt().system());
        return CallName.of(endpoint, call);
    }

    /** The latest reply, if it is not too old. */
    public Optional<Reply> find(CallKey key) {
        return store.find(key, since).map(StoredCalls::reply);
    }

    /** Keeps a reply; it is on the disk when this returns. */
    public void keep(CallKey key, Call call, Reply reply) {
        store.put(key, call.question(), call.step().toString(), job, stored(reply));
    }

    /**
     * Keeps the reply to a call that was claimed, and releases the claim.
     *
     * @param callers who may come soon with replies of theirs
     * @return whether this reply counts, and not that of somebody else
     */
    boolean keep(Claim claim, CallKey key, Call call, Reply reply, int callers) {
        return store.put(claim, key, call.question(), call.step().toString(), job, stored(reply), callers);
    }

    public long since() {
        return since;
    }

    /** A reply in the form in which it is kept. */
    public static StoredReply stored(Reply reply) {
        return new StoredReply(
                reply.text(),
                reply.finish().name().toLowerCase(Locale.ROOT),
                reply.model(),
                reply.usage().input(),
                reply.usage().output(),
                reply.usage().cached(),
                reply.usage().written(),
                reply.time().toMillis());
    }

    static Reply reply(StoredReply stored) {
        return new Reply(
                stored.text(),
                Reply.Finish.valueOf(stored.finish().toUpperCase(Locale.ROOT)),
                new Usage(stored.input(), stored.output(), stored.cached(), stored.written()),
                stored.model(),
                Duration.ofMillis(stored.millis()),
                Reply.Origin.STORE);
    }
}
