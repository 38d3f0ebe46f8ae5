package io.github.answersheet.prompt;

import io.github.answersheet.pack.Category;
import io.github.answersheet.quiz.Question;

/** A question with the category that it is answered in and what is known about it. */
public record Assignment(Question question, Category category, Grounding grounding) {

    public int number() {
        return question.number();
    }
}
