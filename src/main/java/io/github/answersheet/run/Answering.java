package io.github.answersheet.run;

import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.repair.SheetComparison.Compared;
import java.util.List;

/** Turns questions into answers. Called by several threads. */
@FunctionalInterface
public interface Answering {

    /**
     * Answers one question.
     *
     * @throws io.github.answersheet.llm.CallPendingException where a reply is missing that comes later
     */
    Outcome answer(Assignment assignment);

    /**
     * Looks at a sheet as a whole, when all of its answers are there.
     *
     * @param outcomes one for each question to answer, in quiz order
     * @throws io.github.answersheet.llm.CallPendingException where a reply is missing that comes later
     */
    default Compared compare(QuizTask task, List<Outcome> outcomes) {
        return new Compared(outcomes, Agreement.not("sheets are not compared here"));
    }
}
