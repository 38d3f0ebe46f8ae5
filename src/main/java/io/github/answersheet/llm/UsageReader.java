package io.github.answersheet.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what a response cost from its body, whoever sent it, since langchain4j drops it with everything that is no plain reply. */
final class UsageReader {

    private static final JsonMapper JSON = new JsonMapper();

    private UsageReader() {}

    /**
     * @param body of a response, whatever it is; null for none
     */
    static Usage read(String body) {
        return of(tree(body));
    }

    static Usage of(JsonNode root) {
        JsonNode usage = root.path("usage");
        if (usage.has("input_tokens")) {
            long read = usage.path("cache_read_input_tokens").asLong();
            long written = usage.path("cache_creation_input_tokens").asLong();
            return new Usage(
                    usage.path("input_tokens").asLong() + read + written,
                    usage.path("output_tokens").asLong(),
                    read,
                    written);
        }
        if (root.has("usageMetadata")) {
            JsonNode of = root.path("usageMetadata");
            return new Usage(
                    of.path("promptTokenCount").asLong(),
                    of.path("candidatesTokenCount").asLong()
                            + of.path("thoughtsTokenCount").asLong(),
                    of.path("cachedContentTokenCount").asLong());
        }
        return new Usage(
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong(),
                usage.at("/prompt_tokens_details/cached_tokens").asLong());
    }

    static JsonNode tree(String body) {
        try {
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
