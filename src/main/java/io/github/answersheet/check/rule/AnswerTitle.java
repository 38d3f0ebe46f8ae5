package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.List;

/** An answer whose title names no topic. */
final class AnswerTitle extends AnswerRule {

    AnswerTitle() {
        super("answer-title", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        if (!answer.draft().topic().isBlank() || answer.question().isPresent()) {
            return List.of();
        }
        return List.of(finding(
                answer,
                "the title has no topic; it looks like \"## Answer " + answer.number() + ": Context Managers\""));
    }
}
