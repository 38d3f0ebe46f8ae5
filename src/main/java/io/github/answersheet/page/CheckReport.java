package io.github.answersheet.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Position;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What {@code generate --report} says about the answers of one sheet. Immutable.
 *
 * @param answers by number
 */
public record CheckReport(Map<Integer, AnswerChecks> answers) {

    private static final String SCHEMA = "answersheet/report/1";

    public CheckReport {
        answers = Map.copyOf(answers);
    }

    /** No report. */
    public static CheckReport none() {
        return new CheckReport(Map.of());
    }

    /**
     * What was checked of an answer.
     *
     * @param text hash of the answer as it stands in the sheet; of another text nothing is said
     */
    Optional<AnswerChecks> of(int number, String text) {
        return Optional.ofNullable(answers.get(number)).filter(checks -> checks.isOfText(text));
    }

    /** Whether an answer of that number was checked and has another text now. */
    boolean isOutdated(int number, String text) {
        return answers.containsKey(number) && of(number, text).isEmpty();
    }

    /** What it says of the statements of an answer that were tried; empty if it does not know the answer. */
    public Optional<Tried> tried(int number) {
        return Optional.ofNullable(answers.get(number)).map(AnswerChecks::tried);
    }

    /**
     * Reads a report.
     *
     * @param sheet which it has to be about; with a single quiz in it that is taken for granted
     * @throws InputException if it is none, or is about other sheets
     */
    public static CheckReport read(SourceText report, Path sheet) {
        JsonNode json;
        try {
            json = new JsonMapper().readTree(report.text());
        } catch (JsonProcessingException e) {
            Position position = e.getLocation() == null
                    ? Position.START
                    : new Position(
                            Math.max(1, e.getLocation().getLineNr()),
                            Math.max(1, e.getLocation().getColumnNr()));
            throw new InputException(new Problem(
                    report.name(), Optional.of(position), Optional.empty(), "is no JSON: " + e.getOriginalMessage()));
        }
        if (!json.path("schema").asText().equals(SCHEMA)) {
            throw new InputException(Problem.of(
                    report.name(), "is no report of answersheet generate: it has no \"schema\": \"" + SCHEMA + "\""));
        }
        Map<Integer, AnswerChecks> answers = new HashMap<>();
        quiz(json.path("quizzes"), report, sheet)
                .path("answers")
                .forEach(answer -> answers.putIfAbsent(answer.path("number").asInt(), AnswerChecks.of(answer)));
        return new CheckReport(answers);
    }

    private static JsonNode quiz(JsonNode quizzes, SourceText report, Path sheet) {
        List<String> sheets = new ArrayList<>();
        for (JsonNode quiz : quizzes) {
            String written = quiz.path("sheet").asText();
            sheets.add(written);
            if (quizzes.size() == 1 || absolute(Path.of(written)).equals(absolute(sheet))) {
                return quiz;
            }
        }
        // Sheets are moved about together with their report.
        List<JsonNode> ofThatName = StreamSupport.stream(quizzes.spliterator(), false)
                .filter(q -> Objects.equals(Path.of(q.path("sheet").asText()).getFileName(), sheet.getFileName()))
                .toList();
        if (ofThatName.size() == 1) {
            return ofThatName.get(0);
        }
        throw new InputException(Problem.of(
                report.name(), "says nothing about " + sheet + "; it is about " + String.join(", ", sheets)));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
