package io.github.answersheet.llm;

import io.github.answersheet.store.CallStore;
import java.util.Optional;

/** Answers from a store alone; no model is called. Thread-safe. */
public final class StoredOnlyClient implements ChatClient {

    /** The failure of a call that should be in the store. */
    public static final String MISSING = "no reply to this call is in the store";

    private final CallStore store;
    private final Endpoint endpoint;
    private final Optional<String> failure;

    /**
     * @param endpoint under whose name calls are kept
     * @param failure why a call that is not in the store got no reply, if that is known
     */
    public StoredOnlyClient(CallStore store, Endpoint endpoint, Optional<String> failure) {
        this.store = store;
        this.endpoint = endpoint;
        this.failure = failure;
    }

    @Override
    public Reply chat(Call call) {
        return store.find(CallName.of(endpoint, call), 0)
                .map(StoredCalls::reply)
                .orElseThrow(() -> new CallFailedException(failure.orElse(MISSING)));
    }

    @Override
    public String description() {
        return endpoint + ", from the store";
    }
}
