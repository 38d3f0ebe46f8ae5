package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A batch as its provider tells of it.
 *
 * @param id the provider's
 * @param state the provider's word for it
 * @param input the file of its requests
 * @param done requests that have a result, good or bad
 * @param mark what {@link BatchApi#create} was given; empty if the batch is not of this program
 * @param error why it failed as a whole, as the provider says; empty if it did not
 * @param results files of results: of those that succeeded, of those that did not
 */
public record RemoteBatch(
        String id, String state, String input, long done, String mark, Optional<String> error, List<String> results) {

    private static final int LONGEST_ERROR = 300;
    private static final Set<String> ENDED = Set.of("completed", "failed", "expired", "cancelled");

    static RemoteBatch of(JsonNode json) {
        JsonNode counts = json.path("request_counts");
        return new RemoteBatch(
                line(json.path("id").asText("")),
                line(json.path("status").asText("unknown")),
                json.path("input_file_id").asText(""),
                counts.path("completed").asLong() + counts.path("failed").asLong(),
                json.path("metadata").path(BatchApi.MARK).asText(""),
                Optional.of(line(json.at("/errors/data/0/message").asText(""))).filter(e -> !e.isBlank()),
                Stream.of("output_file_id", "error_file_id")
                        .map(name -> json.path(name).asText(""))
                        .filter(id -> !id.isBlank())
                        .toList());
    }

    /** Whether nothing more will come of it. */
    public boolean isEnded() {
        return ENDED.contains(state);
    }

    /** Whether its requests were refused as a whole, so that none was made. */
    public boolean isFailed() {
        return state.equals("failed");
    }

    public boolean isCancelled() {
        return state.equals("cancelled");
    }

    /** A text of the provider as it may be kept and shown on terminals. */
    static String line(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > LONGEST_ERROR ? line.substring(0, LONGEST_ERROR) + "…" : line;
    }
}
