package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import java.util.List;

/** A label with nothing under it. */
final class EmptySection extends NamedRule implements AnswerRule {

    EmptySection() {
        super("empty-section", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        return candidate.draft().sections().stream()
                .filter(section -> section.body().isBlank())
                .map(section -> candidate.finding(
                        this,
                        section,
                        section.labelPosition(),
                        "**" + section.label() + ":** has no text under it; write the section"))
                .toList();
    }
}
