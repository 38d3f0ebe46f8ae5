package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.Reply;
import io.github.answersheet.llm.StoredCalls;
import io.github.answersheet.store.CallKey;
import java.util.Optional;

/** Answers from a store and calls nobody: a call without a reply is noted, and its question waits. Thread-safe. */
public final class DeferringClient implements ChatClient {

    private final StoredCalls calls;
    private final ImportedReplies imported;
    private final PendingCalls pending;
    private final String description;

    /**
     * @param imported taken into the store as they are asked for
     * @param description of how the calls will be made
     */
    public DeferringClient(StoredCalls calls, ImportedReplies imported, PendingCalls pending, String description) {
        this.calls = calls;
        this.imported = imported;
        this.pending = pending;
        this.description = description;
    }

    /**
     * @throws CallPendingException if the reply is not there yet
     */
    @Override
    public Reply chat(Call call) {
        CallKey key = calls.key(call);
        Optional<Reply> arrived = imported.of(key.hash());
        Optional<Reply> stored = calls.find(key);
        if (stored.isPresent()) {
            return stored.get();
        }
        if (arrived.isPresent()) {
            calls.keep(key, call, arrived.get());
            return arrived.get();
        }
        pending.add(key, call, calls.since());
        throw new CallPendingException(call);
    }

    @Override
    public String description() {
        return description;
    }
}
