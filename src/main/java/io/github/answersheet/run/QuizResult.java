package io.github.answersheet.run;

import io.github.answersheet.draft.Extent;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.AnswerSheet;
import java.util.List;

/**
 * What came of one quiz.
 *
 * @param outcomes one for each question, in quiz order
 */
public record QuizResult(AnswerSheet sheet, List<Outcome> outcomes) {

    public QuizResult {
        outcomes = List.copyOf(outcomes);
    }

    public long needReview() {
        return outcomes.stream().filter(Outcome::needsReview).count();
    }

    public long repairs() {
        return outcomes.stream().mapToLong(Outcome::repairs).sum();
    }

    /** How long the answers are together. */
    public Extent extent() {
        return outcomes.stream().map(outcome -> outcome.candidate().extent()).reduce(Extent.NONE, Extent::plus);
    }

    public Usage usage() {
        return outcomes.stream().map(Outcome::usage).reduce(Usage.NONE, Usage::plus);
    }
}
