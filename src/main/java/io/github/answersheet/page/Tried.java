package io.github.answersheet.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.FileNames;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a report or a record says of the statements of an answer that were tried. Immutable.
 *
 * @param files what lay beside the programs, by name
 */
public record Tried(List<Statement> statements, Map<String, String> files) {

    private static final String GIVEN = "given.";

    public Tried {
        statements = List.copyOf(statements);
        files = Map.copyOf(files);
    }

    /**
     * A statement with its trial.
     *
     * @param state {@code holds}, {@code refuted}, {@code disputed} or {@code undecided}
     * @param language {@code python} or {@code bash}
     * @param expected what is seen of the program if the statement holds
     * @param program empty where a record had no room for it
     * @param seen what was seen, or why nothing can be said
     */
    public record Statement(
            String state, String section, String quote, String language, String program, String expected, String seen) {

        /** How its program is started in a folder where it has this name. */
        public String command(String name) {
            return (language.equals("bash") ? "bash " : "python3 ") + name;
        }

        /** The ending of its program's file. */
        public String ending() {
            return language.equals("bash") ? ".sh" : ".py";
        }
    }

    /** Of the trials of an answer in a report or a record. */
    public static Tried of(JsonNode trials) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode each : trials.path("statements")) {
            statements.add(new Statement(
                    each.path("state").asText(),
                    each.path("section").asText(),
                    each.path("quote").asText(),
                    each.path("language").asText(),
                    each.path("program").asText(),
                    each.path("expected").asText(),
                    each.path("seen").asText()));
        }
        Map<String, String> files = new TreeMap<>();
        trials.path("files").properties().forEach(file -> {
            if (FileNames.isFree(file.getKey())) {
                files.put(file.getKey(), file.getValue().asText());
            }
        });
        return new Tried(statements, files);
    }

    /** Those that were tried as they stand in some sections today, with the code that stands there today. */
    public Tried standingIn(List<String> sections) {
        Set<String> code = sections.stream()
                .flatMap(section -> SectionBody.of(section).fences().stream())
                .map(FencedBlock::code)
                .collect(Collectors.toSet());
        boolean isSameCode = files.entrySet().stream()
                .allMatch(file -> file.getKey().startsWith(GIVEN) || code.contains(file.getValue()));
        return new Tried(
                statements.stream()
                        .filter(statement -> isSameCode
                                && sections.stream()
                                        .anyMatch(section -> Quote.in(section, statement.quote())
                                                .isPresent()))
                        .toList(),
                files);
    }

    long count(String state) {
        return statements.stream().filter(each -> each.state().equals(state)).count();
    }
}
