package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A label that an answer has twice. */
final class DuplicateLabel extends AnswerRule {

    DuplicateLabel() {
        super("duplicate-label", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (DraftSection section : answer.draft().sections()) {
            if (!seen.add(section.label())) {
                findings.add(finding(
                        answer,
                        section,
                        section.labelPosition(),
                        "**" + section.label() + ":** stands here a second time; join the two sections"));
            }
        }
        return findings;
    }
}
