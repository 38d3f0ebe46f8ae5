package io.github.answersheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lines of results, as a provider and {@code vllm run-batch} write them. */
public final class BatchResults {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String EXPIRED =
            "{\"id\":\"r\",\"custom_id\":\"%s\",\"response\":null,\"error\":{\"code\":\"batch_expired\",\"message\":"
                    + "\"This request could not be executed before the completion window expired.\"}}";

    private BatchResults() {}

    /** A file with the results of all requests. */
    public static String of(List<String> requests, Function<Request, Response> script) {
        return requests.stream().map(request -> of(request, script) + "\n").collect(Collectors.joining());
    }

    /** The result of a request, which has to be well formed. */
    static String of(String request, Function<Request, Response> script) {
        JsonNode line = tree(request);
        if (!line.path("method").asText().equals("POST")
                || !line.path("url").asText().equals("/v1/chat/completions")) {
            throw new IllegalStateException("no request: " + request);
        }
        Response response = script.apply(Request.of(line.path("body"), ""));
        ObjectNode result = JSON.createObjectNode().put("id", "batch_req_1");
        result.set("custom_id", line.path("custom_id"));
        result.putObject("response")
                .put("status_code", response.status())
                .put("request_id", "r")
                .set("body", tree(response.body()));
        result.putNull("error");
        return result.toString();
    }

    /** The result of a request that was not made in time. */
    static String expired(String id) {
        return String.format(EXPIRED, id);
    }

    static String id(String request) {
        return tree(request).path("custom_id").asText();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
