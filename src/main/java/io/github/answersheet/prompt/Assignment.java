package io.github.answersheet.prompt;

import io.github.answersheet.pack.Category;
import io.github.answersheet.quiz.Question;

/**
 * A question with the category that it is answered in and what is known about it.
 *
 * @param quiz the name of the question's quiz, as messages name it
 */
public record Assignment(String quiz, Question question, Category category, Grounding grounding) {

    public int number() {
        return question.number();
    }

    /** What calls for it are about. */
    public Subject subject() {
        return new Subject(quiz, question.number(), question.text());
    }
}
