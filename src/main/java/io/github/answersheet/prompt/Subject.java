package io.github.answersheet.prompt;

/**
 * What a call is about: one question.
 *
 * @param quiz the name of its quiz, as messages name it; empty where there is none
 * @param number of the question in its quiz
 * @param text tells it from all others: the question as its author wrote it
 */
public record Subject(String quiz, int number, String text) {

    /** For messages: {@code question 3 of quiz.md}. */
    @Override
    public String toString() {
        return "question " + number + (quiz.isEmpty() ? "" : " of " + quiz);
    }
}
