package io.github.answersheet.llm;

import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.Intents;

/**
 * Tells the store of each call right before it is made, so that after a crash it is known which calls may have been paid and
 * got no reply. A call whose claim has lapsed meanwhile is not made. Thread-safe.
 */
public final class IntendingClient implements ChatClient {

    /** What to do about a call that somebody began who is gone. */
    public enum OnLost {
        /** Make it again; it may be paid twice. */
        RETRY,
        /** Leave it, and let the question need review. */
        REPORT
    }

    private final ChatClient client;
    private final Intents intents;
    private final Endpoint endpoint;
    private final String job;
    private final OnLost onLost;

    /**
     * @param client inside a {@link StoringClient} that claims calls under the same endpoint's name
     */
    public IntendingClient(ChatClient client, Intents intents, Endpoint endpoint, String job, OnLost onLost) {
        this.client = client;
        this.intents = intents;
        this.endpoint = endpoint;
        this.job = job;
        this.onLost = onLost;
    }

    @Override
    public Reply chat(Call call) {
        CallKey key = CallName.of(endpoint, call);
        if (onLost == OnLost.REPORT && intents.hasOthers(key)) {
            throw new CallFailedException("a worker was lost while it made this call, which may have been paid; enqueue"
                    + " again and start a worker with --on-lost retry to make it once more");
        }
        if (!intents.tell(key, job)) {
            throw new ClaimLostException();
        }
        try {
            return client.chat(call);
        } catch (CallFailedException | TransientException | EndpointException e) {
            // One that was given up on this side may be answered and paid all the same.
            if (!Thread.currentThread().isInterrupted()) {
                intents.forget(key);
            }
            throw e;
        }
    }

    @Override
    public String description() {
        return client.description();
    }
}
