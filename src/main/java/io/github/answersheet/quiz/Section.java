package io.github.answersheet.quiz;

import java.util.List;

/**
 * Questions under one heading of the quiz.
 *
 * @param name the heading's text without markup; empty when the quiz has no sections
 * @param line where the heading stands, 1-based; the first question's line when there is none
 */
public record Section(String name, int line, List<Question> questions) {

    public Section {
        questions = List.copyOf(questions);
    }
}
