package io.github.answersheet.cluster;

import io.github.answersheet.llm.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One of the endpoints that workers call.
 *
 * @param name by which its limits are kept, over all workers
 * @param baseUrl ends in {@code /v1} at most providers
 * @param keyVariable the environment variable that holds its key; null if it needs none
 * @param model how it names the model; null if by the job's name
 * @param rpm requests a minute at most, over all workers; 0 for no limit
 * @param tpm input tokens a minute at most, over all workers, estimated; 0 for no limit
 */
public record EndpointEntry(String name, String baseUrl, String keyVariable, String model, int rpm, int tpm) {

    /** The endpoint for the calls of a model. */
    public Endpoint endpoint(String jobsModel, Duration timeout, Map<String, String> variables) {
        return new Endpoint(
                Endpoint.address(baseUrl, variables),
                key(variables),
                Optional.ofNullable(keyVariable).orElse(Endpoint.KEY_VARIABLE),
                Optional.ofNullable(model).orElse(jobsModel),
                timeout);
    }

    Optional<String> key(Map<String, String> variables) {
        return Optional.ofNullable(keyVariable)
                .map(variables::get)
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }
}
