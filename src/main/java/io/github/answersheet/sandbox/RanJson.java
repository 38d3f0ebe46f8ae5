package io.github.answersheet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Programs and what came of them as JSON, in one form for the runner and for those who remember. */
final class RanJson {

    static final JsonMapper JSON = new JsonMapper();

    private RanJson() {}

    static ObjectNode request(Program program) {
        ObjectNode request = JSON.createObjectNode();
        request.set("command", JSON.valueToTree(program.command()));
        request.set("files", JSON.valueToTree(program.files()));
        request.put("stdin", program.stdin());
        request.set("wanted", JSON.valueToTree(program.filesWanted()));
        request.put("user", program.machine().user());
        if (!program.tools().isEmpty()) {
            request.set("offered", JSON.valueToTree(program.tools()));
        }
        Limits limits = program.limits();
        request.putObject("limits")
                .put("seconds", limits.time().toMillis() / 1000.0)
                .put("memory", limits.memory())
                .put("processes", limits.processes())
                .put("disk", limits.disk())
                .put("output", limits.output());
        return request;
    }

    static Ran read(JsonNode told) {
        Map<String, Optional<String>> files = new HashMap<>();
        told.path("files")
                .properties()
                .forEach(file -> files.put(
                        file.getKey(),
                        file.getValue().isNull()
                                ? Optional.empty()
                                : Optional.of(file.getValue().asText())));
        return new Ran(
                Ending.valueOf(told.path("ending").asText()),
                told.path("exit").asInt(-1),
                told.path("stdout").asText(),
                told.path("stderr").asText(),
                files,
                Duration.ofMillis(told.path("millis").asLong()),
                Duration.ofMillis(told.path("processor").asLong()),
                told.path("listens").asBoolean(),
                told.hasNonNull("delay")
                        ? Optional.of(Duration.ofMillis(told.path("delay").asLong()))
                        : Optional.empty(),
                Instant.ofEpochMilli(told.path("date").asLong()));
    }

    static ObjectNode write(Ran ran) {
        ObjectNode told = JSON.createObjectNode();
        told.put("ending", ran.ending().name()).put("exit", ran.exit());
        told.put("stdout", ran.stdout()).put("stderr", ran.stderr());
        ObjectNode files = told.putObject("files");
        ran.files().forEach((path, text) -> files.put(path, text.orElse(null)));
        ran.delay().ifPresent(delay -> told.put("delay", delay.toMillis()));
        return told.put("millis", ran.time().toMillis())
                .put("processor", ran.processor().toMillis())
                .put("listens", ran.listens())
                .put("date", ran.date().toEpochMilli());
    }
}
