package io.github.answersheet.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.material.Passage;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.prompt.Neighbour;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.run.Planner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found out about the questions of a quiz when it was enqueued. Every machine takes it from there, whatever its own
 * python3 would say.
 *
 * @param questions by number; those of which nothing is known are left out
 */
record Knowledge(Map<Integer, Known> questions) implements Planner.Facts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Known NOTHING = new Known(List.of(), List.of());

    record Known(List<String> facts, List<Passage> passages) {}

    static Knowledge of(List<Assignment> assignments) {
        Map<Integer, Known> questions = new TreeMap<>();
        for (Assignment assignment : assignments) {
            Known known = new Known(
                    assignment.grounding().facts(), assignment.grounding().passages());
            if (!known.equals(NOTHING)) {
                questions.put(assignment.number(), known);
            }
        }
        return new Knowledge(questions);
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

    /** The passages alone: with others it is another quiz. */
    List<List<Passage>> passages() {
        return questions.values().stream().map(Known::passages).toList();
    }

    @Override
    public Grounding of(Question question, List<Neighbour> neighbours) {
        Known known = questions.getOrDefault(question.number(), NOTHING);
        return new Grounding(neighbours, known.facts(), known.passages());
    }
}
