package io.github.answersheet.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Classifier;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.repair.DraftBy;
import io.github.answersheet.repair.Effort;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.CallKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * By what settings questions are answered: all that every machine has to agree on. The same settings are the same job.
 *
 * @param program that enqueued it, with its version
 * @param model under whose name calls are kept
 * @param url the address under which they are kept; workers may call another that serves the same model
 * @param pack the files of the prompt pack
 * @param language of all answers; null for that of each quiz
 * @param category that all questions are answered in; null to find it out
 * @param maxOutput the most tokens of a reply; 0 leaves it to the endpoint
 * @param run whether the code of answers is run where a sandbox can be had
 * @param rules that the user switched off or weighs otherwise, by id
 * @param proof whether an examiner is asked for what answers are tried with
 * @param trials how many statements of an answer are tried at most
 */
public record Job(
        String program,
        String model,
        String url,
        Map<String, String> pack,
        @JsonInclude(JsonInclude.Include.NON_NULL) String language,
        @JsonProperty String category,
        int maxRepairs,
        DraftBy draftBy,
        int maxOutput,
        boolean run,
        boolean proof,
        int trials,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> rules) {

    private static final int DIGITS = 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    public Job {
        pack = Map.copyOf(pack);
        rules = rules == null ? Map.of() : Map.copyOf(rules);
    }

    /**
     * A job by what the user said.
     *
     * @param language of all answers, if somebody said so
     * @param category that all questions are answered in, if the user knows better than the pack
     * @throws io.github.answersheet.source.InputException if the address is none, or no model is named
     */
    public static Job of(
            String program,
            String model,
            String url,
            Map<String, String> pack,
            Optional<String> language,
            Optional<Category> category,
            Effort effort,
            boolean run,
            Map<String, String> rules) {
        Endpoint named = name(model, url);
        return new Job(
                program,
                named.model(),
                named.baseUrl(),
                pack,
                language.orElse(null),
                category.map(Category::id).orElse(null),
                effort.maxRepairs(),
                effort.draftBy(),
                effort.maxOutput().orElse(0),
                run,
                effort.proof(),
                effort.trials(),
                rules);
    }

    /** The settings that are kept. */
    public static Job read(Backlog.Job kept) {
        try {
            return JSON.readValue(kept.settings(), Job.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("job " + kept.id() + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    Backlog.Job kept() {
        try {
            String json = JSON.writeValueAsString(this);
            return new Backlog.Job(CallKey.ofJson(json).hash().substring(0, DIGITS), json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Effort effort() {
        return new Effort(
                maxRepairs, draftBy, maxOutput == 0 ? OptionalInt.empty() : OptionalInt.of(maxOutput), proof, trials);
    }

    @JsonIgnore
    Pack readPack() {
        Pack read = Packs.read(pack);
        return language == null ? read : read.speaking(language);
    }

    Classifier classifier(Pack read) {
        return new Classifier(read, Optional.ofNullable(category).flatMap(read::category));
    }

    /** The endpoint under whose name calls are kept; it is not called. */
    Endpoint name() {
        return name(model, url);
    }

    private static Endpoint name(String model, String url) {
        return new Endpoint(url, Optional.empty(), model, Duration.ofMinutes(1));
    }
}
