package io.github.answersheet.mermaid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line for an author instead of Mermaid's list of token names, which says "got 'PS'" where a parenthesis in a label
 * needs quotes. Falls back on Mermaid's first line.
 */
final class ErrorSummary {
    private static final Set<String> LABEL_BREAKERS = Set.of(
            "PS", "PE", "SQS", "SQE", "DIAMOND_START", "DIAMOND_STOP", "STADIUMSTART", "SUBROUTINESTART", "TAGEND");

    private static final Map<String, String> RESERVED = Map.of(
            "end", "\"end\" closes nothing here; as an id it needs another word, such as \"End\"",
            "subgraph", "\"subgraph\" stands where a node or an arrow is expected",
            "GRAPH", "a second diagram begins here; each needs its own block");

    private static final Set<String> END_OF_TEXT = Set.of("EOF", "$end", "1", "EOF_IN_STRUCT");

    private static final Pattern NOISE = Pattern.compile(
            "^(Parsing failed:\\s*)?((Lexer|Parse) error on line [\\d?]+(, column [\\d?]+)?[:.]?\\s*)?");
    /** As its newer grammars word it: a token of a type, one of several, or a character that begins no token. */
    private static final Pattern MISMATCH = Pattern.compile(
            "^(?:Expecting token of type '(?<wanted>.+?)'|Expecting: .*?)\\s*but found:? ([`'])(?<found>.*?)\\2",
            Pattern.DOTALL);

    private static final Pattern CHARACTER = Pattern.compile("^unexpected character: ->(.+?)<- at offset");

    private ErrorSummary() {}

    /** @param invalid what {@code parse.js} says of a diagram that Mermaid refused */
    static String of(JsonNode invalid) {
        String message = invalid.path("message").asText().strip();
        String token = invalid.path("token").asText();
        if (message.startsWith("Lexical error")) {
            return unexpected(atCaret(message));
        }
        // Otherwise Mermaid says in plain words what is wrong, even where it also names a token.
        return message.startsWith("Parse error") && !token.isEmpty()
                ? ofToken(token, invalid.path("found").asText().strip(), insideLabel(invalid))
                : withoutNoise(message);
    }

    private static String ofToken(String token, String found, boolean insideLabel) {
        if (insideLabel && LABEL_BREAKERS.contains(token)) {
            return "\"" + found + "\" inside a label; the whole label needs double quotes, and then a closing bracket";
        }
        if (insideLabel && token.equals("STR")) {
            return "a double quote inside a label; quotes go around the whole label, and #quot; stands for one within";
        }
        if (RESERVED.containsKey(token)) {
            return RESERVED.get(token);
        }
        if (END_OF_TEXT.contains(token)) {
            return "the diagram ends where more is expected";
        }
        return found.isEmpty() ? "the line ends where more is expected" : unexpected(found);
    }

    /** What stands above the caret that Mermaid draws on the third line. */
    private static String atCaret(String message) {
        List<String> lines = message.lines().toList();
        int caret = lines.get(lines.size() - 1).indexOf('^');
        String text = lines.get(Math.max(0, lines.size() - 2));
        return caret < 0 || caret >= text.length() ? "" : text.substring(caret).split("\\s", 2)[0];
    }

    private static String unexpected(String found) {
        return found.isEmpty() ? "the line cannot be read" : quoted(found) + " is not expected here";
    }

    private static String quoted(String found) {
        return found.startsWith("\"") ? shortened(found) : "\"" + shortened(found) + "\"";
    }

    private static boolean insideLabel(JsonNode invalid) {
        for (JsonNode expected : invalid.path("expected")) {
            if (expected.asText().equals("SQE")) {
                return true;
            }
        }
        return false;
    }

    private static String withoutNoise(String message) {
        String text = NOISE.matcher(message).replaceFirst("").strip();
        Matcher mismatch = MISMATCH.matcher(text);
        if (mismatch.find()) {
            return ofMismatch(mismatch.group("wanted"), mismatch.group("found"));
        }
        Matcher character = CHARACTER.matcher(text);
        if (character.find()) {
            return unexpected(character.group(1));
        }
        String line = text.lines().findFirst().orElse("");
        return line.isEmpty() ? "Mermaid cannot read this diagram" : shortened(line);
    }

    private static String ofMismatch(String wanted, String found) {
        String place = wanted == null ? "more is expected" : "'" + wanted + "' is expected";
        if (found.isBlank()) {
            return (found.isEmpty() ? "the diagram" : "the line") + " ends where " + place;
        }
        return wanted == null || wanted.equals("EOF")
                ? unexpected(found.strip())
                : quoted(found.strip()) + " stands where " + place;
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }
}
