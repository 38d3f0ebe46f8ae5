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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
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

    private final Code code;
    private final Case input;
    private final Optional<String> call;
    private final Set<String> wanted;
    private final String report;

    /**
     * @param call what is called; empty to run it as a script
     * @param wanted the files to look at in the end
     */
    CaseProgram(Code code, Case input, Optional<String> call, Set<String> wanted) {
        this.code = code;
        this.input = input;
        this.call = call;
        this.wanted = wanted;
        this.report = FOLDER + "report-" + nonce(code, input) + ".json";
    }

    /**
     * The program for the sandbox.
     *
     * @param limit how long it may take
     */
    Program toRun(Duration limit) {
        Map<String, String> files = new HashMap<>(input.files());
        String program = FOLDER + "program/" + code.fileName();
        files.put(program, code.text());
        code.beside().forEach((name, text) -> files.putIfAbsent(FOLDER + "program/" + name, text));
        List<String> command = new ArrayList<>();
        Set<String> back = new LinkedHashSet<>(wanted);
        if (code.language() == Language.PYTHON) {
            files.put(FOLDER + "driver.py", DRIVER);
            files.put(FOLDER + "case.json", request());
            back.add(report);
            command.addAll(List.of("python3", "-I", "-B", FOLDER + "driver.py", FOLDER + "case.json", program, report));
        } else {
            command.addAll(List.of("bash", program));
            command.addAll(input.args());
        }
        return new Program(
                command,
                files,
                input.stdin(),
                Limits.STANDARD.withTime(limit),
                List.copyOf(back),
                Program.Machine.FIRST);
    }

    /**
     * What came of it.
     *
     * @param limit that it had
     */
    Seen seen(Ran ran, Duration limit) {
        JsonNode told = told(ran);
        List<String> raised = new ArrayList<>();
        told.path("raised").forEach(name -> raised.add(name.asText()));
        return new Seen(
                ran.ending(),
                Optional.ofNullable(told.get("result")),
                List.copyOf(raised),
                told.path("error").asText(),
                told.path("line").asInt(),
                told.path("ofCase").asBoolean(),
                ran.exit(),
                ran.stdout(),
                ran.stderr(),
                ran.files(),
                limit);
    }

    // A program that writes into its report, or keeps it from being written, has said nothing.
    private JsonNode told(Ran ran) {
        String text = ran.files().getOrDefault(report, Optional.empty()).orElse("");
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private String request() {
        ObjectNode request = JSON.createObjectNode();
        request.put("setup", input.setup()).put("call", call.orElse(null));
        input.args().forEach(request.putArray("args")::add);
        return request.toString();
    }

    // What is expected is no part of the program, so it cannot work this out; the same case has the same name again, so
    // that what came of it can be remembered.
    private static String nonce(Code code, Case input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(code.text().getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest((input.right() + " " + input.claim()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String driver() {
        try (InputStream in = CaseProgram.class.getResourceAsStream("driver.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
