package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import java.util.List;

/** An answer whose title names no topic. */
final class AnswerTitle extends NamedRule implements AnswerRule {

    AnswerTitle() {
        super("answer-title", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        if (!candidate.draft().topic().isBlank() || candidate.question().isPresent()) {
            return List.of();
        }
        return List.of(candidate.finding(
                this,
                "the title has no topic; it looks like \"## Answer " + candidate.number() + ": Context Managers\""));
    }
}
