package io.github.answersheet.verification;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.source.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the cases of a verification strictly: what is not understood is refused, with its place. */
final class CaseReader {

    static final int LEAST = 4;
    static final int MOST = 12;

    private static final int MOST_FILES = 20;
    private static final int LONGEST_INPUT = 256_000;
    private static final List<String> SYSTEM =
            List.of("/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/", "/proc/", "/dev/", "/sys/", CaseProgram.FOLDER);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Language language;
    private final String text;

    /**
     * @param language of the code that they are for
     * @param text JSON
     */
    CaseReader(Language language, String text) {
        this.language = language;
        this.text = text;
    }

    /** What is wrong with the text, and where in it; for an author. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Position position;

        Refused(int line, int column, String message) {
            super(message);
            this.position = new Position(Math.max(1, line), Math.max(1, column));
        }

        Position position() {
            return position;
        }
    }

    private record CaseJson(
            String name,
            Map<String, String> files,
            List<String> setup,
            List<String> args,
            String stdin,
            List<String> call,
            List<String> originalCall,
            JsonNode result,
            String raises,
            String stdout,
            String stderrContains,
            Integer exit,
            Map<String, String> filesAfter,
            JsonNode original) {}

    private record SeenJson(
            JsonNode result,
            String raises,
            String stdout,
            String stderrContains,
            Integer exit,
            Map<String, String> filesAfter,
            boolean hangs) {}

    List<Case> read() throws Refused {
        try (JsonParser json = JSON.createParser(text)) {
            expect(json, json.nextToken() == JsonToken.START_OBJECT, "an object with the key \"cases\" is wanted");
            expect(json, "cases".equals(json.nextFieldName()), "the key \"cases\" is wanted here");
            expect(json, json.nextToken() == JsonToken.START_ARRAY, "\"cases\" is a list of cases");
            List<Case> cases = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json, json.currentToken() == JsonToken.START_OBJECT, "a case is an object");
                int line = json.currentTokenLocation().getLineNr();
                cases.add(of(json, cases.size() + 1, line));
            }
            expect(json, json.nextToken() == JsonToken.END_OBJECT, "nothing stands beside \"cases\"");
            expect(json, json.nextToken() == null, "nothing stands behind the cases");
            if (cases.size() < LEAST || cases.size() > MOST) {
                throw new Refused(1, 1, "there are " + cases.size() + " cases; " + LEAST + " to 8 are wanted");
            }
            return cases;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new Refused(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), words(e));
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    private Case of(JsonParser json, int place, int line) throws Refused, IOException {
        UnknownKeys unknown = new UnknownKeys();
        try {
            CaseJson read = JSON.readerFor(CaseJson.class).withHandler(unknown).readValue(json);
            String name = read.name() == null ? "case " + place : "case " + Words.code(read.name());
            refuse(unknown, name + ": ", CaseJson.class, line);
            return of(read, line);
        } catch (MismatchedInputException e) {
            throw new Refused(e.getLocation().getLineNr(), 1, "case " + place + ": " + words(e));
        }
    }

    private static void expect(JsonParser json, boolean isSo, String message) throws Refused {
        if (!isSo) {
            JsonLocation at = json.currentTokenLocation();
            throw new Refused(at.getLineNr(), at.getColumnNr(), message);
        }
    }

    private static String words(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String key = mapping.getPath().get(0).getFieldName();
            return key == null ? "a value has the wrong type" : "the value of \"" + key + "\" has the wrong type";
        }
        // It quotes the text, which is nobody's markup.
        return "no valid JSON: " + e.getOriginalMessage().replaceAll("[\\s\\p{Cntrl}<>`*_\\[\\]|#]+", " ");
    }

    private Case of(CaseJson json, int line) throws Refused {
        if (json.name() == null || json.name().isBlank()) {
            throw new Refused(line, 1, "a case has a \"name\"");
        }
        String of = "case " + Words.code(json.name()) + ": ";
        Expectation right = new Expectation(
                Optional.ofNullable(json.result()),
                name(json.raises()),
                Optional.ofNullable(json.stdout()),
                Optional.ofNullable(json.stderrContains()),
                Optional.ofNullable(json.exit()),
                files(json.filesAfter()),
                false);
        boolean isCalled = json.call() != null;
        refuseIf(right.isEmpty(), line, of + "it says nothing of what a right program does");
        refuseIf(json.result() != null && !isCalled, line, of + "\"result\" is that of a \"call\", which is missing");
        refuseIf(
                language == Language.BASH && (isCalled || json.setup() != null || json.raises() != null),
                line,
                of + "\"call\", \"setup\" and \"raises\" are for Python; Bash runs as a script");
        Map<String, String> files = json.files() == null ? Map.of() : new LinkedHashMap<>(json.files());
        for (Map.Entry<String, String> file : files.entrySet()) {
            refuseIf(file.getValue() == null, line, of + "file " + Words.code(file.getKey()) + " has no text");
        }
        for (String path : files.keySet()) {
            refuseIf(isForeign(path), line, of + "no file can be made at " + Words.code(path));
        }
        for (String path : right.filesAfter().keySet()) {
            refuseIf(isForeign(path), line, of + "no file can be looked at at " + Words.code(path));
        }
        int input = files.values().stream().mapToInt(String::length).sum();
        refuseIf(files.size() > MOST_FILES || input > LONGEST_INPUT, line, of + "its files are too many or too long");
        return new Case(
                json.name().strip(),
                files,
                lines(json.setup()).orElse(""),
                json.args() == null ? List.of() : List.copyOf(json.args()),
                json.stdin() == null ? "" : json.stdin(),
                lines(json.call()),
                lines(json.originalCall()),
                right.endingWell(),
                claim(json.original(), of, line),
                line);
    }

    private Claim claim(JsonNode original, String of, int line) throws Refused {
        if (original == null || original.isNull()) {
            return new Claim.None();
        }
        if (original.isTextual() && List.of("passes", "fails").contains(original.asText())) {
            return new Claim.Passes(original.asText().equals("passes"));
        }
        refuseIf(!original.isObject(), line, of + "\"original\" is \"passes\", \"fails\" or an object of what is seen");
        try {
            UnknownKeys unknown = new UnknownKeys();
            SeenJson seen = JSON.readerFor(SeenJson.class).withHandler(unknown).readValue(original);
            refuse(unknown, of + "\"original\": ", SeenJson.class, line);
            Expectation expectation = new Expectation(
                    Optional.ofNullable(seen.result()),
                    name(seen.raises()),
                    Optional.ofNullable(seen.stdout()),
                    Optional.ofNullable(seen.stderrContains()),
                    Optional.ofNullable(seen.exit()),
                    files(seen.filesAfter()),
                    seen.hangs());
            refuseIf(expectation.isEmpty(), line, of + "\"original\" says nothing of what is seen");
            return new Claim.Shows(expectation);
        } catch (JsonProcessingException e) {
            throw new Refused(line, 1, of + "\"original\": " + words(e));
        } catch (IOException e) {
            throw new IllegalStateException("a tree can always be read", e);
        }
    }

    private void refuse(UnknownKeys unknown, String of, Class<?> known, int line) throws Refused {
        if (!unknown.names().isEmpty()) {
            throw new Refused(lineOf(unknown.names().get(0), line), 1, of + unknown.inWords(known));
        }
    }

    // Jackson reads the values of records from a buffer, which has lost its lines.
    private int lineOf(String key, int first) {
        Pattern written = Pattern.compile(Pattern.quote("\"" + key + "\"") + "\\s*:");
        List<String> lines = text.lines().toList();
        return IntStream.rangeClosed(first, lines.size())
                .filter(line -> written.matcher(lines.get(line - 1)).find())
                .findFirst()
                .orElse(first);
    }

    private static void refuseIf(boolean isWrong, int line, String message) throws Refused {
        if (isWrong) {
            throw new Refused(line, 1, message);
        }
    }

    // Classes are known by their own name, wherever they come from.
    private static Optional<String> name(String raises) {
        return Optional.ofNullable(raises).map(name -> name.substring(name.lastIndexOf('.') + 1));
    }

    private static Optional<String> lines(List<String> lines) {
        return Optional.ofNullable(lines).map(all -> String.join("\n", all));
    }

    private static Map<String, Optional<String>> files(Map<String, String> after) {
        Map<String, Optional<String>> files = new LinkedHashMap<>();
        if (after != null) {
            after.forEach((path, text) -> files.put(path, Optional.ofNullable(text)));
        }
        return files;
    }

    private static boolean isForeign(String path) {
        return path.isBlank()
                || path.indexOf('\0') >= 0
                || path.endsWith("/")
                || List.of(path.split("/")).contains("..")
                || SYSTEM.stream().anyMatch(path::startsWith);
    }
}
