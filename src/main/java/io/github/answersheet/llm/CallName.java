package io.github.answersheet.llm;

import io.github.answersheet.store.CallKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells calls from each other: everything that determines a reply but the question's place in its quiz; a system
 * message by its hash. */
final class CallName {

    // One for each category of a pack, and long.
    private static final Map<String, String> SYSTEM_MESSAGES = new ConcurrentHashMap<>();

    private CallName() {}

    static CallKey of(Endpoint endpoint, Call call) {
        Map<String, Object> parts = new HashMap<>();
        parts.put("url", endpoint.baseUrl());
        parts.put("model", endpoint.model());
        parts.put("system", systemMessage(call));
        parts.put("user", call.prompt().identity());
        parts.put("step", call.step().name());
        call.maxOutput().ifPresent(limit -> parts.put("maxOutput", limit));
        return CallKey.of(parts);
    }

    /** The hash of a call's system message. */
    static String systemMessage(Call call) {
        return SYSTEM_MESSAGES.computeIfAbsent(call.prompt().system(), CallKey::hashOf);
    }
}
