package io.github.answersheet.run;

import io.github.answersheet.repair.Outcome;
import io.github.answersheet.source.Defect;

/** Told of what a run does while it does it. Called from several threads at once. */
public interface Progress {

    /** Work on a question begins. */
    default void begun(QuizTask task) {
        // Not everybody wants to know.
    }

    /** A question has its answer, or a failure that is named. */
    void answered(QuizTask task, Outcome outcome);

    /** All questions of a quiz have theirs. */
    void finished(QuizTask task, QuizResult result);

    /** All questions of a quiz have theirs, and no sheet could be made of them. */
    void failed(QuizTask task, Defect why);
}
