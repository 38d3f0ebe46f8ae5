package io.github.answersheet.examine;

import static io.github.answersheet.examine.Fields.args;
import static io.github.answersheet.examine.Fields.exit;
import static io.github.answersheet.examine.Fields.files;
import static io.github.answersheet.examine.Fields.filesAfter;
import static io.github.answersheet.examine.Fields.isForeign;
import static io.github.answersheet.examine.Fields.lines;
import static io.github.answersheet.examine.Fields.parts;
import static io.github.answersheet.examine.Fields.refuseIf;
import static io.github.answersheet.examine.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.examine.Fields.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads cases one by one. Keys that say nothing of a case do not matter; a case that cannot be understood is refused. For one
 * text and one thread.
 */
final class CaseReader {

    static final int LEAST = 3;
    static final int MOST = 12;

    private static final int MOST_NOTES = 5;

    private static final Pattern STATUS = Pattern.compile("(?:\\w{1,100}\\.){0,20}SystemExit\\((\\d{1,3})\\)");
    private static final Set<String> WRAPPERS = Set.of("expected", "expect", "expectation");
    private static final Set<String> REMARKS =
            Set.of("id", "title", "description", "why", "reason", "comment", "note", "issue");
    private static final Set<String> OF_INPUT =
            Set.of("name", "files", "setup", "args", "stdin", "call", "originalCall", "original");
    private static final Set<String> OF_EXPECTATION =
            Set.of("result", "raises", "stdout", "stdoutContains", "stderrContains", "exit", "filesAfter", "hangs");

    private final String file;
    private final List<CaseRemark> notes = new ArrayList<>();

    /**
     * @param file the reply that the cases stand in
     */
    CaseReader(String file) {
        this.file = file;
    }

    /** What was passed over in the cases read so far. */
    List<CaseRemark> notes() {
        return notes.subList(0, Math.min(MOST_NOTES, notes.size()));
    }

    /** What a case is called. */
    static String name(JsonNode json, int place) {
        return List.of("name", "id", "title", "description").stream()
                .map(json::path)
                .filter(JsonNode::isValueNode)
                .map(node -> node.asText().strip())
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .findFirst()
                .orElse("case " + place);
    }

    Case of(ObjectNode json, String name, JsonNode sharedSetup, int line) throws Refused {
        json.put("name", name);
        String setup = lines(sharedSetup, "setup").orElse("");
        String own = lines(json.get("setup"), "setup").orElse("");
        String whole = own.isEmpty() ? setup : setup.isEmpty() ? own : setup + "\n" + own;
        if (!whole.isEmpty()) {
            json.put("setup", whole);
        }
        Optional<String> call = lines(json.get("call"), "call");
        unwrap(json, call.isPresent());
        Expectation right = expectation(json);
        refuseIf(
                right.isEmpty(),
                "it says nothing of what a right program does"
                        + (unknown(json).isEmpty() ? "" : "; it has the unknown keys " + inWords(unknown(json))));
        refuseIf(right.hangs(), "\"hangs\" is for \"original\"; a right program ends");
        refuseIf(right.result().isPresent() && call.isEmpty(), "\"result\" is that of a \"call\", which is missing");
        Map<String, String> files = files(json.get("files"));
        for (String path : right.filesAfter().keySet()) {
            refuseIf(isForeign(path), "no file can be looked at at " + Words.code(path));
        }
        if (!unknown(json).isEmpty()) {
            note(name, line, "has keys that mean nothing and were passed over: " + inWords(unknown(json)));
        }
        return new Case(
                name,
                files,
                whole,
                args(json.get("args")),
                lines(json.get("stdin"), "stdin").orElse(""),
                call,
                lines(json.get("originalCall"), "originalCall"),
                right.endingWell(),
                claim(json.get("original"), name, line),
                json,
                file,
                line);
    }

    // Some put what is expected into an object of its own, some its result.
    private static void unwrap(ObjectNode json, boolean isCalled) {
        for (String wrapper : WRAPPERS) {
            JsonNode inner = json.get(wrapper);
            if (inner == null) {
                continue;
            }
            boolean isExpectation =
                    inner.isObject() && !inner.isEmpty() && keys(inner).stream().allMatch(OF_EXPECTATION::contains);
            if (isExpectation) {
                inner.properties().forEach(field -> {
                    if (!json.has(field.getKey())) {
                        json.set(field.getKey(), field.getValue());
                    }
                });
                json.remove(wrapper);
            } else if (isCalled && !json.has("result") && !json.has("raises")) {
                json.set("result", inner);
                json.remove(wrapper);
            }
        }
    }

    private static Set<String> unknown(JsonNode json) {
        Set<String> unknown = keys(json);
        unknown.removeAll(OF_INPUT);
        unknown.removeAll(OF_EXPECTATION);
        unknown.removeAll(REMARKS);
        return unknown;
    }

    private static String inWords(Set<String> keys) {
        return keys.stream().limit(MOST_NOTES).map(Words::code).collect(Collectors.joining(", "));
    }

    private void note(String name, int line, String words) {
        notes.add(new CaseRemark(name, file, line, words));
    }

    static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    static Expectation expectation(JsonNode json) throws Refused {
        Optional<String> raises = text(json, "raises");
        Optional<Integer> exit = exit(json.get("exit"));
        refuseIf(
                json.has("result") && !Values.isFinite(json.get("result")),
                "a number of its \"result\" is too big for Python's floats");
        Matcher status = STATUS.matcher(raises.orElse(""));
        if (status.matches() && exit.isEmpty()) {
            exit = Optional.of(Integer.valueOf(status.group(1)));
        }
        return new Expectation(
                Optional.ofNullable(json.get("result")),
                raises.map(CaseReader::className),
                lines(json.get("stdout"), "stdout"),
                parts(json.get("stdoutContains"), "stdoutContains"),
                parts(json.get("stderrContains"), "stderrContains"),
                exit,
                filesAfter(json.get("filesAfter")),
                json.path("hangs").asBoolean());
    }

    private Claim claim(JsonNode original, String name, int line) {
        if (original == null || original.isNull()) {
            return new Claim.None();
        }
        try {
            String word = original.isTextual() ? original.asText().strip() : "";
            if (word.equals("passes") || word.equals("fails")) {
                return new Claim.Passes(word.equals("passes"));
            }
            if (word.equals("hangs")) {
                return claim(JsonNodeFactory.instance.objectNode().put("hangs", true), name, line);
            }
            refuseIf(!original.isObject(), "it is \"passes\", \"fails\" or an object of what is seen");
            ObjectNode seen = original.deepCopy();
            unwrap(seen, false);
            Expectation expectation = expectation(seen);
            refuseIf(expectation.isEmpty(), "it says nothing of what is seen");
            return new Claim.Shows(expectation);
        } catch (Refused e) {
            note(name, line, "has an \"original\" that was passed over: " + e.getMessage());
            return new Claim.None();
        }
    }

    // Classes are known by their own name, wherever they come from, and whatever message stands behind it.
    private static String className(String raises) {
        String name = raises.strip().split("[(:\\s]", 2)[0];
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
