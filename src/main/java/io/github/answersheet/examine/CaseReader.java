package io.github.answersheet.examine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.draft.FileNames;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the cases of an examiner's reply. Whatever stands around the JSON does not matter, nor do keys that say nothing of a
 * case; a case that cannot be understood is left out and named, and the others count. For one text and one thread.
 */
final class CaseReader {

    static final int LEAST = 3;
    static final int MOST = 12;

    private static final int LONGEST_REPLY = 400_000;
    private static final int MOST_FILES = 20;
    private static final int LONGEST_INPUT = 32_000;
    private static final int MOST_STARTS = 20;
    private static final int MOST_NOTES = 5;

    private static final Pattern START = Pattern.compile("\\{\\s*\"");
    private static final Pattern STATUS = Pattern.compile("(?:\\w{1,100}\\.){0,20}SystemExit\\((\\d{1,3})\\)");
    private static final List<String> SYSTEM =
            List.of("/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/proc/", "/dev/", "/sys/", CaseProgram.FOLDER);

    // The loader of programs and Python itself read these, wherever the working folder is.
    private static final Pattern LOADERS =
            Pattern.compile("^/etc/(?:ld\\.so|python)|(?:^|/)\\.local/lib/|/pyvenv\\.cfg$");

    private static final Set<String> WRAPPERS = Set.of("expected", "expect", "expectation");
    private static final Set<String> REMARKS =
            Set.of("id", "title", "description", "why", "reason", "comment", "note", "issue");
    private static final Set<String> OF_INPUT =
            Set.of("name", "files", "setup", "args", "stdin", "call", "originalCall", "original");
    private static final Set<String> OF_EXPECTATION =
            Set.of("result", "raises", "stdout", "stdoutContains", "stderrContains", "exit", "filesAfter", "hangs");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final SourceText reply;
    private final List<Case> cases = new ArrayList<>();
    private final List<CaseRemark> left = new ArrayList<>();
    private final List<CaseRemark> notes = new ArrayList<>();

    CaseReader(SourceText reply) {
        this.reply = reply;
    }

    /** What makes a case useless, in words. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** A case before it is understood, with the line where it starts. */
    private record Found(JsonNode json, int line) {}

    Proof read() {
        if (reply.text().length() > LONGEST_REPLY) {
            return Proof.none(
                    "the reply is too long to be read: " + reply.text().length() + " characters");
        }
        Matcher start = START.matcher(reply.text());
        for (int tried = 0; tried < MOST_STARTS && start.find(); tried++) {
            Optional<Proof> proof = readFrom(start.start());
            if (proof.isPresent()) {
                return proof.get();
            }
        }
        return Proof.none("the reply has no JSON object with \"cases\"");
    }

    // Nothing if what starts there is not the object that is wanted.
    private Optional<Proof> readFrom(int offset) {
        List<Found> found = new ArrayList<>();
        JsonNode setup = null;
        boolean hasCases = false;
        int before = reply.position(offset).line() - 1;
        try (JsonParser json = JSON.createParser(reply.text().substring(offset))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals("cases") && json.currentToken() == JsonToken.START_ARRAY) {
                    hasCases = true;
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        int line = before + json.currentTokenLocation().getLineNr();
                        found.add(new Found(json.readValueAsTree(), line));
                    }
                } else if (key.equals("setup")) {
                    setup = json.readValueAsTree();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            if (!hasCases) {
                return Optional.empty();
            }
            int line = before + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            left.add(
                    CaseRemark.useless("case " + (found.size() + 1), reply.name(), line, "no valid JSON: " + plain(e)));
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
        return hasCases ? Optional.of(understood(found, setup)) : Optional.empty();
    }

    private Proof understood(List<Found> found, JsonNode setup) {
        Set<String> names = new LinkedHashSet<>();
        for (Found each : found) {
            String name = name(each.json(), names.size() + left.size() + 1);
            if (cases.size() == MOST) {
                left.add(CaseRemark.useless(name, reply.name(), each.line(), MOST + " cases are enough"));
                break;
            }
            try {
                refuseIf(!each.json().isObject(), "a case is an object");
                refuseIf(!names.add(name), "another case has the same name");
                cases.add(of((ObjectNode) each.json().deepCopy(), name, setup, each.line()));
            } catch (Refused e) {
                left.add(CaseRemark.useless(name, reply.name(), each.line(), e.getMessage()));
            }
        }
        return Proof.of(cases, left, notes.subList(0, Math.min(MOST_NOTES, notes.size())));
    }

    private static String name(JsonNode json, int place) {
        return List.of("name", "id", "title", "description").stream()
                .map(json::path)
                .filter(JsonNode::isValueNode)
                .map(node -> node.asText().strip())
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .findFirst()
                .orElse("case " + place);
    }

    private Case of(ObjectNode json, String name, JsonNode sharedSetup, int line) throws Refused {
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
                reply.name(),
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
        notes.add(new CaseRemark(name, reply.name(), line, words));
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Expectation expectation(JsonNode json) throws Refused {
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
                return claim(JSON.createObjectNode().put("hangs", true), name, line);
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

    private static Optional<Integer> exit(JsonNode exit) throws Refused {
        if (exit == null || exit.isNull()) {
            return Optional.empty();
        }
        refuseIf(!exit.canConvertToInt(), "the value of \"exit\" is a number");
        return Optional.of(exit.intValue());
    }

    private static Optional<String> text(JsonNode json, String key) throws Refused {
        JsonNode value = json.get(key);
        refuseIf(value != null && !value.isNull() && !value.isTextual(), "the value of \"" + key + "\" is a text");
        return Optional.ofNullable(value).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** A text, or its lines. */
    private static Optional<String> lines(JsonNode value, String key) throws Refused {
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(String.join("\n", parts(value, key)));
    }

    /** Some texts, or one. */
    private static List<String> parts(JsonNode value, String key) throws Refused {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value.asText());
        }
        List<String> parts = new ArrayList<>();
        refuseIf(!value.isArray(), "the value of \"" + key + "\" is a text or a list of lines");
        for (JsonNode part : value) {
            refuseIf(!part.isTextual(), "the value of \"" + key + "\" is a text or a list of lines");
            parts.add(part.asText());
        }
        return parts;
    }

    private static List<String> args(JsonNode value) throws Refused {
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> args = new ArrayList<>();
        for (JsonNode arg : value.isArray() ? value : JSON.createArrayNode().add(value)) {
            refuseIf(!arg.isValueNode() || arg.isNull(), "the value of \"args\" is a list of texts");
            args.add(arg.asText());
        }
        return args;
    }

    private static Map<String, String> files(JsonNode value) throws Refused {
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : object(value, "files").properties()) {
            String path = file.getKey();
            refuseIf(isForeign(path), "no file can be made at " + Words.code(path));
            boolean isText = file.getValue().isTextual() || file.getValue().isArray();
            refuseIf(!isText, "file " + Words.code(path) + " has no text");
            String end = file.getValue().isArray() && !file.getValue().isEmpty() ? "\n" : "";
            files.put(path, lines(file.getValue(), "files").orElse("") + end);
        }
        int input = files.values().stream().mapToInt(String::length).sum();
        refuseIf(files.size() > MOST_FILES || input > LONGEST_INPUT, "its files are too many or too long");
        return files;
    }

    private static Map<String, Optional<String>> filesAfter(JsonNode value) throws Refused {
        Map<String, Optional<String>> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : object(value, "filesAfter").properties()) {
            String end = file.getValue().isArray() && !file.getValue().isEmpty() ? "\n" : "";
            files.put(file.getKey(), lines(file.getValue(), "filesAfter").map(text -> text + end));
        }
        return files;
    }

    private static JsonNode object(JsonNode value, String key) throws Refused {
        refuseIf(
                value != null && !value.isNull() && !value.isObject(),
                "the value of \"" + key + "\" is an object of files by path");
        return value == null || value.isNull() ? JSON.createObjectNode() : value;
    }

    private static void refuseIf(boolean isWrong, String message) throws Refused {
        if (isWrong) {
            throw new Refused(message);
        }
    }

    // It quotes the text, which is nobody's markup.
    private static String plain(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("[\\s\\p{Cntrl}<>`*_\\[\\]|#]+", " ")
                .strip();
    }

    // Paths can be written in many ways; what is looked at is where they lead.
    private static boolean isForeign(String path) {
        List<String> parts = Stream.of(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        String place = (path.startsWith("/") ? "/" : Program.HOME + "/") + String.join("/", parts);
        return parts.isEmpty()
                || path.isBlank()
                || path.indexOf('\0') >= 0
                || path.endsWith("/")
                || path.startsWith("//")
                || parts.contains("..")
                || !FileNames.isFreePath(place, Program.HOME)
                || SYSTEM.stream().anyMatch(place::startsWith)
                || LOADERS.matcher(place).find();
    }
}
