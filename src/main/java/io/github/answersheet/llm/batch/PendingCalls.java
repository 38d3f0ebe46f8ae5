package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.Call;
import io.github.answersheet.store.CallKey;

/** Takes note of calls that have no reply. Thread-safe. */
public interface PendingCalls {

    /**
     * @param since milliseconds since 1970; what failed before does not count
     * @throws io.github.answersheet.llm.CallFailedException if the call will get no reply this way
     */
    void add(CallKey key, Call call, long since);
}
