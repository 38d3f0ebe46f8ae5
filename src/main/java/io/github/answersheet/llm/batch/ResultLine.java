package io.github.answersheet.llm.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.llm.Completion;
import io.github.answersheet.llm.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One result of a batch file, of OpenAI or of {@code vllm run-batch}.
 *
 * @param id the {@code custom_id} of the request
 * @param reply empty if it failed
 * @param failure why, in plain words; empty if it did not
 * @param isRefused whether asking again has no sense
 */
record ResultLine(String id, Optional<Reply> reply, String failure, boolean isRefused) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_FAILURE = 300;
    // Too slow, in conflict, too early, too many: another attempt may fare better.
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

    // Where OpenAI and the versions of vLLM say what went wrong.
    private static final List<String> SAYINGS = List.of(
            "/error/message",
            "/error/error/message",
            "/error",
            "/response/body/error/message",
            "/response/body/message");

    /** Reads a line; empty if it is no result. */
    static Optional<ResultLine> read(String line) {
        JsonNode root;
        try {
            root = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        String id = root.path("custom_id").asText("");
        return id.isEmpty() ? Optional.empty() : Optional.of(of(id, root));
    }

    private static ResultLine of(String id, JsonNode root) {
        JsonNode response = root.path("response");
        int status = response.path("status_code").asInt(200);
        JsonNode body = response.path("body");
        if (status == 200 && Completion.isReply(body)) {
            Reply reply = Completion.reply(body, Duration.ZERO, Reply.Origin.ENDPOINT);
            return new ResultLine(id, Optional.of(reply), "", false);
        }
        String said = SAYINGS.stream()
                .map(place -> root.at(place).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("no chat completion came")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        String failure = (status == 200 ? "" : "HTTP " + status + " ") + said;
        boolean isRefused = status / 100 == 4 && !PASSING.contains(status);
        return new ResultLine(
                id, Optional.empty(), failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)), isRefused);
    }
}
