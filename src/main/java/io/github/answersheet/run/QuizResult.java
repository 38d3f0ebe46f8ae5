package io.github.answersheet.run;

import io.github.answersheet.draft.Extent;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Agreement;
import io.github.answersheet.repair.Attempt;
import io.github.answersheet.repair.Outcome;
import io.github.answersheet.sheet.AnswerSheet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of one quiz.
 *
 * @param outcomes one for each question, in quiz order
 * @param agreement whether they agree with each other
 */
public record QuizResult(AnswerSheet sheet, List<Outcome> outcomes, Agreement agreement) {

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
        return attempts().stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** Every call made for it: those for each answer, and those for the sheet. */
    public List<Attempt> attempts() {
        return Stream.concat(outcomes.stream().flatMap(o -> o.attempts().stream()), agreement.attempts().stream())
                .toList();
    }
}
