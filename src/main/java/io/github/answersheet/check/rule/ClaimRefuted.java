package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.CaseResult;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.pack.Role;
import java.util.ArrayList;
import java.util.List;

/** What is said of the code under review, and is not seen when it runs. */
final class ClaimRefuted extends VerificationRule {

    ClaimRefuted() {
        super("claim-refuted", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, Verification verification) {
        List<Finding> findings = new ArrayList<>();
        if (verification instanceof Verification.Ran ran) {
            for (CaseResult result : ran.results()) {
                result.refutation()
                        .ifPresent(message -> findings.add(onCase(answer, result.file(), result.line(), message)
                                // Readers are told the same there.
                                .orIn(answer.candidate().section(Role.ISSUES).map(DraftSection::label))));
            }
            // Code can be right already, or wrong in what no case can show.
            if (ran.originalFails() == 0 && findings.isEmpty() && ran.lacking().isEmpty()) {
                findings.add(finding(
                                answer,
                                "The given code passes all " + ran.results().size()
                                        + " cases, so that none shows what the improved solution is for")
                        .at(Level.WARNING));
            }
        }
        return findings;
    }
}
