package io.github.answersheet.compare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads verdicts out of replies: the object may stand in a fence or among prose, but what it says is never guessed. */
final class VerdictReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    // A verdict is short; whoever writes more braces than that writes something else.
    private static final int MOST_TRIES = 200;

    private VerdictReader() {}

    /**
     * @param reply untrusted text
     * @param first whose answer was called X
     */
    static Verdict read(String reply, Side first) {
        List<JsonNode> verdicts =
                objects(reply).stream().filter(o -> o.has("better")).distinct().toList();
        if (verdicts.isEmpty()) {
            return new Verdict.None("it holds no JSON object with the key \"better\"");
        }
        if (verdicts.size() > 1) {
            return new Verdict.None("it holds more than one verdict");
        }
        return verdict(verdicts.get(0), first);
    }

    private static Verdict verdict(JsonNode json, Side first) {
        Optional<Side> better = side(json.get("better"), first);
        if (better.isEmpty()) {
            return new Verdict.None("\"better\" is neither \"X\" nor \"Y\" nor \"tie\"");
        }
        Optional<Verdict.Margin> margin = better.get() == Side.TIE ? Optional.empty() : margin(json.path("margin"));
        if (better.get() != Side.TIE && margin.isEmpty()) {
            return new Verdict.None("\"margin\" is neither \"slight\" nor \"clear\" nor \"large\"");
        }
        List<String> reasons = new ArrayList<>();
        JsonNode given = json.path("reasons");
        (given.isTextual() ? List.of(given) : given)
                .forEach(reason -> reasons.add(reason.asText("").strip()));
        reasons.removeIf(String::isEmpty);
        if (reasons.isEmpty()) {
            return new Verdict.None("\"reasons\" holds no reason");
        }
        String ofX = json.at("/hardest_passage/X").asText("").strip();
        String ofY = json.at("/hardest_passage/Y").asText("").strip();
        return new Verdict.Given(
                first,
                better.get(),
                margin,
                reasons,
                side(json.path("easier_to_teach_from"), first),
                first == Side.A ? ofX : ofY,
                first == Side.A ? ofY : ofX);
    }

    private static Optional<Side> side(JsonNode json, Side first) {
        return switch (json.asText("").strip().toLowerCase(Locale.ROOT)) {
            case "x" -> Optional.of(first);
            case "y" -> Optional.of(first.other());
            case "tie" -> Optional.of(Side.TIE);
            default -> Optional.empty();
        };
    }

    private static Optional<Verdict.Margin> margin(JsonNode json) {
        String word = json.asText("").strip().toUpperCase(Locale.ROOT);
        return List.of(Verdict.Margin.values()).stream()
                .filter(margin -> margin.name().equals(word))
                .findFirst();
    }

    // Those that stand in a text, and not those inside of them.
    private static List<JsonNode> objects(String text) {
        List<JsonNode> objects = new ArrayList<>();
        int tries = 0;
        for (int at = text.indexOf('{'); at >= 0 && tries < MOST_TRIES; at = text.indexOf('{', at)) {
            tries++;
            try (JsonParser parser = JSON.createParser(text.substring(at))) {
                objects.add(JSON.readTree(parser));
                at += (int) parser.currentLocation().getCharOffset();
            } catch (JsonProcessingException e) {
                at++;
            } catch (IOException e) {
                throw new IllegalStateException("a text can always be read", e);
            }
        }
        return objects;
    }
}
