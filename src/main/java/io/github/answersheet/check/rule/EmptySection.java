package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.List;

/** A label with nothing under it. */
final class EmptySection extends AnswerRule {

    EmptySection() {
        super("empty-section", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        return answer.draft().sections().stream()
                .filter(section -> section.body().isBlank())
                .map(section -> finding(
                        answer,
                        section,
                        section.labelPosition(),
                        "**" + section.label() + ":** has no text under it; write the section"))
                .toList();
    }
}
