package io.github.answersheet.llm;

import io.github.answersheet.store.CallKey;
import java.util.HashMap;
import java.util.Map;

/** Tells calls from each other: everything that determines a reply. */
final class CallName {

    private CallName() {}

    static CallKey of(Endpoint endpoint, Call call) {
        Map<String, Object> parts = new HashMap<>();
        parts.put("url", endpoint.baseUrl());
        parts.put("model", endpoint.model());
        parts.put("system", call.prompt().system());
        parts.put("user", call.prompt().user());
        parts.put("step", call.step().name());
        call.maxOutput().ifPresent(limit -> parts.put("maxOutput", limit));
        return CallKey.of(parts);
    }
}
