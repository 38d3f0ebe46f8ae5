package io.github.answersheet.examine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.answersheet.examine.Fields.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads trials and gaps one by one, and leaves out those that cannot be understood. For one text and one thread. */
final class TrialReader {

    private static final int MOST = 40;
    private static final int MOST_GAPS = 6;
    private static final int LONGEST_PROGRAM = 12_000;
    private static final Set<String> PYTHON = Set.of("python", "py", "python3");
    private static final Set<String> BASH = Set.of("bash", "sh", "shell");

    private final List<Trial> trials = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private int left;

    List<Trial> trials() {
        return trials;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** How many trials were left out. */
    int left() {
        return left;
    }

    void trial(JsonNode json) {
        try {
            Fields.refuseIf(trials.size() == MOST, MOST + " trials are enough");
            trials.add(read(json));
        } catch (Refused e) {
            left++;
        }
    }

    void gap(JsonNode json) {
        String promise = json.path("promise").asText().strip();
        String quote = promise.isEmpty() ? json.path("question").asText().strip() : promise;
        String code = json.path("code").asText().strip();
        if (!quote.isEmpty() && promise.isEmpty() == code.isEmpty() && gaps.size() < MOST_GAPS) {
            gaps.add(new Gap(quote, code));
        }
    }

    static Trial read(JsonNode json) throws Refused {
        Fields.refuseIf(!json.isObject(), "a trial is an object");
        String kind = Fields.text(json, "kind").orElse("evidence").strip().toLowerCase(Locale.ROOT);
        Fields.refuseIf(!kind.equals("evidence") && !kind.equals("doubt"), "a trial is evidence or a doubt");
        String quote = Fields.text(json, "quote").orElse("").strip();
        Fields.refuseIf(quote.isEmpty(), "it quotes nothing");
        String language = Fields.text(json, "language").orElse("python").strip().toLowerCase(Locale.ROOT);
        Fields.refuseIf(!PYTHON.contains(language) && !BASH.contains(language), "a program is Python or Bash");
        String program = Fields.lines(json.get("program"), "program").orElse("").strip();
        Fields.refuseIf(program.isEmpty() || program.length() > LONGEST_PROGRAM, "it has no program that can be run");
        Optional<Expectation> ifTrue = seen(json.get("ifTrue"));
        Optional<Expectation> ifFalse = seen(json.get("ifFalse"));
        Fields.refuseIf(ifTrue.isEmpty(), "it does not say what is seen if the statement holds");
        Fields.refuseIf(
                kind.equals("doubt") && ifFalse.isEmpty(), "it does not say what is seen if the statement is false");
        return new Trial(
                kind.equals("doubt"),
                quote,
                Fields.text(json, "why").orElse("").strip(),
                PYTHON.contains(language),
                program + "\n",
                ifTrue.get(),
                ifFalse);
    }

    private static Optional<Expectation> seen(JsonNode json) throws Refused {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        Expectation seen;
        if (json.isTextual() || json.isArray()) {
            seen = CaseReader.expectation(JsonNodeFactory.instance.objectNode().set("stdout", json));
        } else {
            Fields.refuseIf(!json.isObject(), "what is seen is a text or an object");
            seen = CaseReader.expectation(json);
        }
        Fields.refuseIf(
                seen.result().isPresent() || seen.hangs() || !seen.filesAfter().isEmpty(),
                "a trial tells what its program prints, raises or ends with");
        return seen.isEmpty() ? Optional.empty() : Optional.of(seen);
    }
}
