package io.github.answersheet.prompt;

import io.github.answersheet.material.Passage;
import java.util.List;

/**
 * What is known about a question besides its own text. It was found out and not guessed.
 *
 * @param neighbours questions of its quiz around it and itself, in order; the same list for all of them, so that prompts share it
 * @param facts what the interpreter tells of the code under review, one sentence each
 * @param passages of the author's course material that bear on it, the best first
 */
public record Grounding(List<Neighbour> neighbours, List<String> facts, List<Passage> passages) {

    /** Nothing is known. */
    public static final Grounding NONE = new Grounding(List.of(), List.of(), List.of());

    public Grounding {
        neighbours = List.copyOf(neighbours);
        facts = List.copyOf(facts);
        passages = List.copyOf(passages);
    }
}
