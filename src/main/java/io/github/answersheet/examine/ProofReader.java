package io.github.answersheet.examine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.examine.Fields.Refused;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an examiner's reply. Whatever stands around the JSON does not matter; a case or a trial that cannot be understood is
 * left out and named, and the others count. For one text and one thread.
 */
final class ProofReader {

    private static final int LONGEST_REPLY = 400_000;
    private static final int MOST_STARTS = 20;
    private static final Pattern START = Pattern.compile("\\{\\s*\"");
    private static final Set<String> LISTS = Set.of("cases", "trials", "gaps");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final SourceText reply;
    private final Map<String, List<Found>> found = new LinkedHashMap<>();
    private final List<CaseRemark> left = new ArrayList<>();

    ProofReader(SourceText reply) {
        this.reply = reply;
    }

    /** An element of a list before it is understood, with the line where it starts. */
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
        return Proof.none("the reply has no JSON object with \"cases\" or \"trials\"");
    }

    // Nothing if what starts there is not the object that is wanted.
    private Optional<Proof> readFrom(int offset) {
        found.clear();
        left.clear();
        JsonNode setup = null;
        String list = "";
        int before = reply.position(offset).line() - 1;
        try (JsonParser json = JSON.createParser(reply.text().substring(offset))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (LISTS.contains(key) && json.currentToken() == JsonToken.START_ARRAY) {
                    list = key;
                    List<Found> elements = found.computeIfAbsent(key, k -> new ArrayList<>());
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        int line = before + json.currentTokenLocation().getLineNr();
                        elements.add(new Found(json.readValueAsTree(), line));
                    }
                } else if (key.equals("setup")) {
                    setup = json.readValueAsTree();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            if (list.isEmpty()) {
                return Optional.empty();
            }
            int line = before + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            String what = list.substring(0, list.length() - 1) + " "
                    + (found.get(list).size() + 1);
            left.add(CaseRemark.useless(what, reply.name(), line, "no valid JSON: " + plain(e)));
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(understood(setup));
    }

    private Proof understood(JsonNode setup) {
        CaseReader reader = new CaseReader(reply.name());
        List<Case> cases = cases(reader, setup);
        TrialReader trials = new TrialReader();
        for (Found each : found.getOrDefault("trials", List.of())) {
            trials.trial(each.json());
        }
        for (Found each : found.getOrDefault("gaps", List.of())) {
            trials.gap(each.json());
        }
        return Proof.of(cases, left, reader.notes()).with(trials.trials(), trials.left(), trials.gaps());
    }

    private List<Case> cases(CaseReader reader, JsonNode setup) {
        List<Case> cases = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Found each : found.getOrDefault("cases", List.of())) {
            String name = CaseReader.name(each.json(), names.size() + left.size() + 1);
            if (cases.size() == CaseReader.MOST) {
                left.add(CaseRemark.useless(name, reply.name(), each.line(), CaseReader.MOST + " cases are enough"));
                break;
            }
            try {
                Fields.refuseIf(!each.json().isObject(), "a case is an object");
                Fields.refuseIf(!names.add(name), "another case has the same name");
                cases.add(reader.of((ObjectNode) each.json().deepCopy(), name, setup, each.line()));
            } catch (Refused e) {
                left.add(CaseRemark.useless(name, reply.name(), each.line(), e.getMessage()));
            }
        }
        return cases;
    }

    // It quotes the text, which is nobody's markup.
    private static String plain(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("[\\s\\p{Cntrl}<>`*_\\[\\]|#]+", " ")
                .strip();
    }
}
