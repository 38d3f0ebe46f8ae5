package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import java.util.ArrayList;
import java.util.List;

/** A heading inside a section, which breaks the outline of the sheet. */
final class InnerHeading extends NamedRule implements AnswerRule {

    InnerHeading() {
        super("inner-heading", Level.WARNING);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            for (io.github.answersheet.draft.InnerHeading heading :
                    section.content().headings()) {
                Finding finding = candidate.finding(
                        this,
                        section,
                        heading.offset(),
                        "a heading inside a section breaks the outline; bold words do the same work");
                boolean mendable =
                        !heading.words().isBlank() && !heading.words().contains("*");
                findings.add(
                        mendable
                                ? finding.with(Fix.replace(
                                        section.bodyOffset() + heading.offset(),
                                        heading.length(),
                                        "**" + heading.words() + "**"))
                                : finding);
            }
        }
        return findings;
    }
}
