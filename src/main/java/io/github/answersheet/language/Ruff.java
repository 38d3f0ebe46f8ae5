package io.github.answersheet.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.process.ChildEnvironment;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.process.ProgramPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The linter {@code ruff}, where it is installed. It only adds to what the interpreter tells; it judges nothing. */
public final class Ruff {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Optional<Path> program;
    private final VerdictCache cache;

    /**
     * @param program empty where ruff is not installed
     */
    public Ruff(Optional<Path> program, VerdictCache cache) {
        this.program = program;
        this.cache = cache;
    }

    /**
     * @param code of ruff's rule, such as {@code F841}
     * @param line in the block, 1-based
     * @param column 1-based
     */
    public record Remark(String code, String message, int line, int column) {}

    /** What ruff says of a block; nothing where it is not installed or fails. Never throws for code. */
    public List<Remark> remarks(String code) {
        if (program.isEmpty()) {
            return List.of();
        }
        String judge = "ruff " + ProgramPath.stamp(program.get());
        String json = cache.get(judge, code).orElseGet(() -> {
            String told = "{\"remarks\":" + ask(code) + "}";
            cache.put(judge, code, told.replace("\n", " "));
            return told;
        });
        return read(json);
    }

    private String ask(String code) {
        try {
            Process process = ChildEnvironment.reduced(new ProcessBuilder(
                                    program.get().toString(),
                                    "check",
                                    "--isolated",
                                    "--no-cache",
                                    "--quiet",
                                    "--output-format",
                                    "json",
                                    "--stdin-filename",
                                    "block.py",
                                    "-")
                            .redirectError(ProcessBuilder.Redirect.DISCARD))
                    .start();
            try (Deadline deadline = new Deadline(LIMIT, process::destroyForcibly)) {
                send(process, code);
                String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                return told.startsWith("[") && !deadline.passed() ? told : "[]";
            }
        } catch (IOException e) {
            return "[]";
        }
    }

    private static void send(Process process, String code) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(code.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It does not want to read on.
        }
    }

    private static List<Remark> read(String json) {
        List<Remark> remarks = new ArrayList<>();
        try {
            for (JsonNode told : JSON.readTree(json).path("remarks")) {
                remarks.add(new Remark(
                        told.path("code").asText(),
                        told.path("message").asText(),
                        Math.max(1, told.path("location").path("row").asInt()),
                        Math.max(1, told.path("location").path("column").asInt())));
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return remarks;
    }
}
