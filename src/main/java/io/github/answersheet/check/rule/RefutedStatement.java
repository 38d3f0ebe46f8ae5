package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.TrialResult;
import java.util.List;

/** A statement that was tried, and that says something else than was seen. */
final class RefutedStatement extends AnswerRule {

    RefutedStatement() {
        super("refuted-statement", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        return answer.trials().of(TrialResult.State.REFUTED).stream()
                .map(result -> finding(answer, result))
                .toList();
    }

    private Finding finding(ExaminedAnswer answer, TrialResult result) {
        Finding finding = finding(answer, answer.written().get(result.section()), result.offset(), result.message());
        // The statement may be what the question asks for, and the code what is wrong.
        return result.code().isEmpty() ? finding : finding.orIn(result.code());
    }
}
