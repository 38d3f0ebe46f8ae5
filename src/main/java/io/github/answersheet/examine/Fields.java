package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.answersheet.draft.FileNames;
import io.github.answersheet.sandbox.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the values of an examiner's JSON. One that has another form than was asked for is refused in words. */
final class Fields {

    private static final int MOST_FILES = 20;
    private static final int LONGEST_INPUT = 32_000;
    private static final List<String> SYSTEM =
            List.of("/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/proc/", "/dev/", "/sys/", CaseProgram.FOLDER);

    // The loader of programs and Python itself read these, wherever the working folder is.
    private static final Pattern LOADERS =
            Pattern.compile("^/etc/(?:ld\\.so|python)|(?:^|/)\\.local/lib/|/pyvenv\\.cfg$");

    private Fields() {}

    /** What makes a case or a trial useless, in words. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    static Optional<Integer> exit(JsonNode exit) throws Refused {
        if (exit == null || exit.isNull()) {
            return Optional.empty();
        }
        refuseIf(!exit.canConvertToInt(), "the value of \"exit\" is a number");
        return Optional.of(exit.intValue());
    }

    static Optional<String> text(JsonNode json, String key) throws Refused {
        JsonNode value = json.get(key);
        refuseIf(value != null && !value.isNull() && !value.isTextual(), "the value of \"" + key + "\" is a text");
        return Optional.ofNullable(value).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** A text, or its lines. */
    static Optional<String> lines(JsonNode value, String key) throws Refused {
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(String.join("\n", parts(value, key)));
    }

    /** Some texts, or one. */
    static List<String> parts(JsonNode value, String key) throws Refused {
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

    static List<String> args(JsonNode value) throws Refused {
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> args = new ArrayList<>();
        for (JsonNode arg :
                value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
            refuseIf(!arg.isValueNode() || arg.isNull(), "the value of \"args\" is a list of texts");
            args.add(arg.asText());
        }
        return args;
    }

    static Map<String, String> files(JsonNode value) throws Refused {
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

    static Map<String, Optional<String>> filesAfter(JsonNode value) throws Refused {
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
        return value == null || value.isNull() ? JsonNodeFactory.instance.objectNode() : value;
    }

    static void refuseIf(boolean isWrong, String message) throws Refused {
        if (isWrong) {
            throw new Refused(message);
        }
    }

    // Paths can be written in many ways; what is looked at is where they lead.
    static boolean isForeign(String path) {
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
