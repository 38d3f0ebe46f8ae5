package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.CaseResult;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Role;
import java.util.ArrayList;
import java.util.List;

/** An improved solution that was run and gave something else than what is right. */
final class SolutionWrong extends VerificationRule {

    private static final int MOST_TOLD = 3;

    SolutionWrong() {
        super("solution-wrong", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, Verification verification) {
        if (!(verification instanceof Verification.Ran ran)) {
            return List.of();
        }
        List<CaseResult> wrong =
                ran.results().stream().filter(r -> !r.improvedPasses()).toList();
        List<Finding> findings = new ArrayList<>();
        for (CaseResult result : wrong.subList(0, Math.min(MOST_TOLD, wrong.size()))) {
            int untold = wrong.size() - MOST_TOLD;
            boolean isLast = findings.size() == MOST_TOLD - 1;
            findings.add(finding(
                            answer,
                            answer.candidate().section(Role.SOLUTION).orElseThrow(),
                            ran.solution(),
                            result.failingLine(),
                            1,
                            result.mistake().orElseThrow()
                                    + (isLast && untold > 0 ? "; and " + untold + " more cases like this" : ""))
                    // The case may be what is wrong.
                    .orIn(Label.VERIFICATION));
        }
        return findings;
    }
}
