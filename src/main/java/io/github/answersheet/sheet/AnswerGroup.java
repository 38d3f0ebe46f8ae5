package io.github.answersheet.sheet;

import java.util.List;

/**
 * The answers to one section of the quiz.
 *
 * @param name the section's name in the quiz; empty if it has none
 */
public record AnswerGroup(String name, List<Answer> answers) {

    public AnswerGroup {
        answers = List.copyOf(answers);
    }
}
