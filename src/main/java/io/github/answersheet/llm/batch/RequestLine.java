package io.github.answersheet.llm.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.Completion;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.store.CallKey;

/** One request of a batch file, as OpenAI defined it and {@code vllm run-batch} reads it. */
final class RequestLine {

    private static final JsonMapper JSON = new JsonMapper();

    private RequestLine() {}

    /** The line without its end; its {@code custom_id} is the hash of the key. */
    static String of(Endpoint endpoint, CallKey key, Call call) {
        ObjectNode line = JSON.createObjectNode()
                .put("custom_id", key.hash())
                .put("method", "POST")
                .put("url", BatchApi.TARGET);
        line.set("body", Completion.request(endpoint, call));
        return line.toString();
    }
}
