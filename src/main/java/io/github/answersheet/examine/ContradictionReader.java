package io.github.answersheet.examine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.examine.Contradiction.Side;
import io.github.answersheet.examine.Fields.Refused;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a reply that names contradictions. Whatever stands around the JSON does not matter. */
final class ContradictionReader {

    private static final int LONGEST_REPLY = 400_000;
    // Whoever names more has not looked.
    private static final int MOST = 20;
    private static final int LONGEST_WHY = 400;
    private static final String LIST = "contradictions";
    private static final Pattern START = Pattern.compile("\\{\\s*\"" + LIST + "\"");
    private static final JsonMapper JSON = new JsonMapper();

    private final SourceText reply;
    private final List<Contradiction> all = new ArrayList<>();
    private int left;

    ContradictionReader(SourceText reply) {
        this.reply = reply;
    }

    Contradictions read() {
        if (reply.text().length() > LONGEST_REPLY) {
            return Contradictions.none(
                    "the reply is too long to be read: " + reply.text().length() + " characters");
        }
        Matcher start = START.matcher(reply.text());
        if (!start.find()) {
            return Contradictions.none("the reply has no JSON object with \"" + LIST + "\"");
        }
        JsonNode list;
        try (JsonParser json = JSON.createParser(reply.text().substring(start.start()))) {
            JsonNode object = json.readValueAsTree();
            list = object.path(LIST);
        } catch (IOException e) {
            return Contradictions.none("the reply is no valid JSON");
        }
        if (!list.isArray()) {
            return Contradictions.none("\"" + LIST + "\" is no list");
        }
        if (list.size() > MOST) {
            return Contradictions.none(
                    "the reply names " + list.size() + " contradictions, and more than " + MOST + " count for nothing");
        }
        list.forEach(this::add);
        return new Contradictions(all, left, Optional.empty());
    }

    private void add(JsonNode json) {
        try {
            Fields.refuseIf(!json.isObject(), "a contradiction is an object");
            Side worse = side(json.path("worse"));
            Side other = side(json.path("other"));
            Fields.refuseIf(worse.answer() == other.answer(), "both sides are of one answer");
            Fields.refuseIf(worse.quote().equals(other.quote()), "both sides say the same");
            String why = Fields.text(json, "why").orElse("");
            Optional<Trial> trial = json.hasNonNull("program")
                    ? Optional.of(trial((ObjectNode) json, worse.quote()))
                    : Optional.empty();
            all.add(new Contradiction(
                    worse, other, plain(why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why), trial));
        } catch (Refused e) {
            left++;
        }
    }

    private static Side side(JsonNode json) throws Refused {
        JsonNode answer = json.path("answer");
        Fields.refuseIf(!answer.canConvertToInt(), "a side has the number of its answer");
        String quote = plain(Fields.text(json, "quote").orElse(""));
        Fields.refuseIf(quote.isEmpty(), "a side quotes its answer");
        return new Side(answer.asInt(), quote);
    }

    // What it would show has to be said for both outcomes, as for a doubt.
    private static Trial trial(ObjectNode json, String quote) throws Refused {
        ObjectNode doubt = json.deepCopy();
        doubt.put("kind", "doubt").put("quote", quote);
        return TrialReader.read(doubt);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
