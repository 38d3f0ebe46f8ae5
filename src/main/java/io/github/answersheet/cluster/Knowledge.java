package io.github.answersheet.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.material.Passage;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.prompt.Neighbour;
import io.github.answersheet.quiz.Hints;
import io.github.answersheet.quiz.Outline;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.run.Planner;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was found out about the questions of a quiz when it was enqueued. Every machine takes it from there, whatever its own
 * python3 would say.
 *
 * @param questions by number; those of which nothing is known are left out
 * @param outline the lines of the questions, if somebody said them; else empty, and rules find them
 */
record Knowledge(Map<Integer, Known> questions, String outline) implements Planner.Facts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Known NOTHING = new Known(List.of(), List.of());

    Knowledge {
        // Those of older jobs have none.
        outline = outline == null ? "" : outline;
    }

    record Known(List<String> facts, List<Passage> passages) {}

    static Knowledge of(Quiz quiz, List<Assignment> assignments) {
        Map<Integer, Known> questions = new TreeMap<>();
        for (Assignment assignment : assignments) {
            Known known = new Known(
                    assignment.grounding().facts(), assignment.grounding().passages());
            if (!known.equals(NOTHING)) {
                questions.put(assignment.number(), known);
            }
        }
        return new Knowledge(questions, quiz.outline().map(Outline::json).orElse(""));
    }

    static Knowledge read(String json) {
        try {
            return JSON.readValue(json, Knowledge.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is known of a quiz cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What tells the quiz from others: its text, the passages that belong to it, and how it is read. */
    Map<String, Object> identity(String textHash) {
        Map<String, Object> all = new TreeMap<>(Map.of(
                "text",
                textHash,
                "passages",
                questions.values().stream().map(Known::passages).toList()));
        if (!outline.isEmpty()) {
            all.put("outline", outline);
        }
        return all;
    }

    /** Reads the quiz as it was read when it was enqueued. */
    Quiz read(SourceText quiz) {
        Optional<Outline> lines = Optional.of(outline)
                .filter(json -> !json.isEmpty())
                .map(json -> Outline.read(SourceText.of(quiz.name(), json)));
        return QuizReader.read(quiz, Hints.NONE, lines);
    }

    @Override
    public Grounding of(Question question, List<Neighbour> neighbours) {
        Known known = questions.getOrDefault(question.number(), NOTHING);
        return new Grounding(neighbours, known.facts(), known.passages());
    }
}
