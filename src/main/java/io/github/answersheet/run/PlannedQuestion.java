package io.github.answersheet.run;

import io.github.answersheet.pack.Category;
import io.github.answersheet.quiz.Question;

/** A question with the category that it is answered in. */
public record PlannedQuestion(Question question, Category category) {}
