package io.github.answersheet.examine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.examine.Conditions.Course;
import io.github.answersheet.language.Language;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A case made into a program for the sandbox, and what came of it read back. The program gets the input; nothing of what is
 * expected is in the sandbox, in whatever form. A driver that is no file there reports over a descriptor, and what it
 * reports is judged here.
 */
final class CaseProgram {

    /** Where programs lie, so that their own files do not stand among those of the case. */
    static final String FOLDER = "/opt/case/";

    // What the driver says of itself, and what the process said in which set-up and program ran.
    private static final String REFUSED = "refused ";
    private static final String SAID = "said ";

    private static final String REQUEST = FOLDER + "case.json";
    private static final String DRIVER = Program.driver(CaseProgram.class, "driver.py");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    // Where a case puts commands that a Bash script calls and that are not there, or whose doings are to be seen.
    private static final String STAND_INS = "bin/";

    private static final int SIGTERM = 15;

    // A script that runs a second time, with the same input.
    private static final String FIRST_STATUS = FOLDER + "first";
    private static final String TWICE = "mkdir -p " + FOLDER + "; cat >" + FOLDER + "stdin; \"$@\" <" + FOLDER
            + "stdin >/dev/null 2>&1; echo $? >" + FIRST_STATUS + "; exec \"$@\" <" + FOLDER + "stdin";

    private final Code code;
    private final Case input;
    private final Optional<String> call;
    private final Set<String> wanted;
    private final boolean isHollow;
    private final Conditions conditions;

    /**
     * @param call what is called; empty to run it as a script
     * @param wanted the files to look at in the end
     * @param isHollow whether the program's functions are to do nothing, to see what does not come from them
     * @param conditions in which it runs
     */
    CaseProgram(
            Code code, Case input, Optional<String> call, Set<String> wanted, boolean isHollow, Conditions conditions) {
        this.code = code;
        this.input = input;
        this.call = call;
        this.wanted = wanted;
        this.isHollow = isHollow;
        this.conditions = conditions;
    }

    /**
     * The program for the sandbox.
     *
     * @param limit how long it may take
     */
    Program toRun(Duration limit) {
        Map<String, String> files = new HashMap<>(input.files());
        // Python seems to lie in the working folder; a script, which may go to its own folder, really does.
        String place = code.language() == Language.PYTHON ? FOLDER + "program/" : "";
        String program = place + code.fileName();
        code.beside().forEach((name, text) -> files.put(place + name, text));
        files.put(program, code.text());
        List<String> command = new ArrayList<>();
        Set<String> back = new LinkedHashSet<>(wanted);
        if (code.language() == Language.PYTHON) {
            files.put(REQUEST, request());
            back.add(Program.REPORT);
            command.add("python3");
            // The driver takes nothing else from the environment.
            conditions.environment().stream()
                    .filter(variable -> variable.startsWith("PYTHONUTF8="))
                    .forEach(variable ->
                            command.addAll(List.of("-X", "utf8=" + variable.substring(variable.length() - 1))));
            command.addAll(List.of("-I", "-B", "-c", DRIVER, REQUEST, program));
        } else {
            if (conditions.course() == Course.AGAIN) {
                command.addAll(List.of("bash", "-c", TWICE, "bash"));
                back.add(FIRST_STATUS);
            }
            if (files.keySet().stream().anyMatch(name -> name.startsWith(STAND_INS))) {
                command.addAll(
                        List.of("bash", "-c", "export PATH=\"$PWD/" + STAND_INS + ":$PATH\"; exec \"$@\"", "bash"));
            }
            // With a folder, so that it finds what lies beside it by its own name.
            command.addAll(code.language().toRun("./" + program));
            command.addAll(input.args());
        }
        if (!conditions.environment().isEmpty()) {
            command.addAll(0, conditions.environment());
            command.add(0, "env");
        }
        return new Program(
                command,
                files,
                input.stdin(),
                Limits.STANDARD.withTime(limit),
                List.copyOf(back),
                conditions.machine());
    }

    /**
     * What came of it.
     *
     * @param limit that it had
     */
    Seen seen(Ran ran, Duration limit) {
        Optional<JsonNode> report = report(ran, SAID);
        JsonNode told = report.orElseGet(JSON::createObjectNode);
        // A script may end itself before its driver can say so; a call that does has given nothing.
        boolean hasEnded = ran.ending() == Ending.EXITED && (call.isEmpty() || report.isPresent());
        List<String> raised = new ArrayList<>();
        told.path("raised").forEach(name -> raised.add(name.asText()));
        return new Seen(
                ran.ending(),
                hasEnded,
                Optional.ofNullable(told.get("result")),
                List.copyOf(raised),
                told.path("error").asText(),
                told.path("line").asInt(),
                told.path("ofCase").asBoolean(),
                Optional.ofNullable(told.path("refused").textValue()),
                report(ran, REFUSED).map(JsonNode::asText),
                told.path("lines").asInt(),
                hasMet(ran, report),
                told.path("calls").asInt(),
                ran.exit(),
                ran.stdout(),
                ran.stderr(),
                ran.files(),
                limit);
    }

    private boolean hasMet(Ran ran, Optional<JsonNode> report) {
        Course course = conditions.course();
        if (course == Course.ONCE) {
            return true;
        }
        if (code.language() != Language.PYTHON) {
            return ran.files()
                    .getOrDefault(FIRST_STATUS, Optional.empty())
                    .orElse("")
                    .equals("0\n");
        }
        // Who is killed by the signal, or hangs where he does not otherwise, can say nothing any more.
        return report.map(told -> told.path("met").asBoolean())
                .orElse(ran.ending() == Ending.TIMED_OUT
                        || course == Course.TERMINATED && ran.ending() == Ending.KILLED && ran.exit() == SIGTERM);
    }

    // Who keeps the driver from reporting has said nothing, and so has who makes it report twice.
    private static Optional<JsonNode> report(Ran ran, String kind) {
        String text = ran.files().getOrDefault(Program.REPORT, Optional.empty()).orElse("");
        try {
            return !text.startsWith(kind) || text.contains("\n")
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(text.substring(kind.length()))).filter(Values::isFinite);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private String request() {
        ObjectNode request = JSON.createObjectNode();
        request.put("setup", input.setup()).put("call", call.orElse(null));
        request.put("hollow", isHollow);
        request.put("course", conditions.course().name()).put("at", conditions.at());
        input.args().forEach(request.putArray("args")::add);
        ArrayNode modules = request.putArray("modules");
        input.files().forEach((path, text) -> {
            if (path.endsWith(".py")) {
                modules.add(text);
            }
        });
        return request.toString();
    }
}
