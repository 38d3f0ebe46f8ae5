package io.github.answersheet.run;

import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.quiz.Quiz;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A quiz to answer.
 *
 * @param assignments the questions to draft an answer to, in quiz order; none where all answers are there
 * @param target the file of the sheet; empty for stdout
 * @param isWhole whether no question that is wanted is left for another run
 */
public record QuizTask(Quiz quiz, List<Assignment> assignments, Optional<Path> target, boolean isWhole) {

    public QuizTask {
        assignments = List.copyOf(assignments);
    }
}
