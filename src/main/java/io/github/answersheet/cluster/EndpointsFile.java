package io.github.answersheet.cluster;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code endpoints.json}: several endpoints or keys, each with limits of its own. Keys themselves have no place in it. Whoever
 * writes one there all the same does not see it again: messages quote nothing of the file but the names of its endpoints' variables.
 */
public final class EndpointsFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    // Secrets of other purposes end in KEY as well.
    private static final Pattern LIKE_A_KEY = Pattern.compile(
            "(?!.*(SECRET|PRIVATE|ACCESS|SIGNING|ENCRYPTION|MASTER|STORAGE|ACCOUNT|SSH|GPG|PGP|TLS|DEPLOY|HOST))"
                    + "[A-Z][A-Z0-9_]*_KEY");

    private EndpointsFile() {}

    private record File(List<EndpointEntry> endpoints) {}

    /**
     * @param variables of the environment, where the keys are
     * @throws InputException with every problem of the file
     */
    public static List<EndpointEntry> read(SourceText text, Map<String, String> variables) {
        List<EndpointEntry> entries = parsed(text);
        List<Problem> problems = new ArrayList<>();
        if (entries == null || entries.isEmpty()) {
            problems.add(Problem.of(text.name(), "has no list \"endpoints\" with at least one entry"));
            throw new InputException(problems);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            EndpointEntry entry = entries.get(i);
            String where = text.name() + ": endpoint " + (i + 1);
            if (entry.name() == null || entry.name().isBlank() || !names.add(entry.name())) {
                problems.add(Problem.of(where, "needs a \"name\" that no other has"));
            }
            if (entry.rpm() < 0 || entry.tpm() < 0) {
                problems.add(Problem.of(where, "\"rpm\" and \"tpm\" are numbers from 0 (no limit)"));
            }
            if (entry.keyVariable() != null
                    && !LIKE_A_KEY.matcher(entry.keyVariable()).matches()) {
                problems.add(Problem.of(
                        where,
                        "\"keyVariable\" is no name for the key of a provider, such as FIRST_API_KEY; what the variable"
                                + " holds is sent to the endpoint"));
            } else if (entry.keyVariable() != null && entry.key(variables).isEmpty()) {
                problems.add(Problem.of(where, "the environment variable " + entry.keyVariable() + " holds no key"));
            }
            if (entry.baseUrl() == null) {
                problems.add(Problem.of(where, "needs a \"baseUrl\""));
            } else {
                problems.addAll(problemsOfAddress(where, entry, variables));
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return entries;
    }

    private static List<Problem> problemsOfAddress(String where, EndpointEntry entry, Map<String, String> variables) {
        try {
            Endpoint checked = entry.endpoint("any", Duration.ofSeconds(1), variables);
            return checked.baseUrl().isEmpty() ? List.of(Problem.of(where, "needs a \"baseUrl\"")) : List.of();
        } catch (InputException e) {
            return List.of(Problem.of(where, e.problems().get(0).message()));
        }
    }

    private static List<EndpointEntry> parsed(SourceText text) {
        try {
            File file = JSON.readValue(text.text(), File.class);
            return file == null ? null : file.endpoints();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            int offset = at == null
                    ? 0
                    : (int) Math.max(0, Math.min(at.getCharOffset(), text.text().length() - 1));
            throw new InputException(
                    new Problem(text.name(), Optional.of(text.position(offset)), Optional.empty(), words(e)));
        }
    }

    // Not Jackson's words, which quote the text.
    private static String words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key before this place; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return e instanceof MismatchedInputException
                ? "a value of another kind is needed here: texts, and numbers for rpm and tpm"
                : "is no valid JSON here";
    }
}
