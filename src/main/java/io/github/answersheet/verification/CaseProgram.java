package io.github.answersheet.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A case made into a program for the sandbox, and what came of it read back. The program gets the input and not what is
 * expected; its report goes to a file whose name it is not told.
 */
final class CaseProgram {

    /** Where programs lie, so that their own files do not stand among those of the case. */
    static final String FOLDER = "/opt/case/";

    private static final String DRIVER = driver();
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private CaseProgram() {}

    /**
     * @param call what is called; empty to run it as a script
     * @param wanted the files to look at in the end
     * @param nonce becomes part of the report's name
     */
    static Program of(Code code, Case input, Optional<String> call, Set<String> wanted, String nonce) {
        Map<String, String> files = new HashMap<>(input.files());
        String program = FOLDER + "program/" + code.fileName();
        files.put(program, code.text());
        code.beside().forEach((name, text) -> files.putIfAbsent(FOLDER + "program/" + name, text));
        List<String> command = new ArrayList<>();
        Set<String> back = new LinkedHashSet<>(wanted);
        if (code.language() == Language.PYTHON) {
            files.put(FOLDER + "driver.py", DRIVER);
            files.put(FOLDER + "case.json", request(input, call));
            back.add(report(nonce));
            command.addAll(
                    List.of("python3", "-I", "-B", FOLDER + "driver.py", FOLDER + "case.json", program, report(nonce)));
        } else {
            command.addAll(List.of("bash", program));
            command.addAll(input.args());
        }
        return new Program(command, files, input.stdin(), Limits.STANDARD.withTime(Seen.LONGEST), List.copyOf(back));
    }

    static Seen seen(Ran ran, String nonce) {
        JsonNode report = report(ran, nonce);
        List<String> raised = new ArrayList<>();
        report.path("raised").forEach(name -> raised.add(name.asText()));
        return new Seen(
                ran.ending(),
                Optional.ofNullable(report.get("result")),
                List.copyOf(raised),
                report.path("error").asText(),
                report.path("line").asInt(),
                ran.exit(),
                ran.stdout(),
                ran.stderr(),
                ran.files());
    }

    // A program that writes into its report, or keeps it from being written, has said nothing.
    private static JsonNode report(Ran ran, String nonce) {
        String text = ran.files().getOrDefault(report(nonce), Optional.empty()).orElse("");
        try {
            JsonNode report = JSON.readTree(text);
            return report == null ? JSON.createObjectNode() : report;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String report(String nonce) {
        return FOLDER + "report-" + nonce + ".json";
    }

    private static String request(Case input, Optional<String> call) {
        ObjectNode request = JSON.createObjectNode();
        request.put("setup", input.setup()).put("call", call.orElse(null));
        input.args().forEach(request.putArray("args")::add);
        return request.toString();
    }

    private static String driver() {
        try (InputStream in = CaseProgram.class.getResourceAsStream("driver.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes with what the driver tells of a run. */
    static String version() {
        return Integer.toHexString(DRIVER.hashCode());
    }
}
