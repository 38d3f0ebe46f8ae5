package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.pack.Role;
import java.util.List;

/** An improved solution that gives no result under circumstances under which the original gives one. */
final class LostResult extends VerificationRule {

    LostResult() {
        super("lost-result", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, Verification verification) {
        if (!(verification instanceof Verification.Ran ran)) {
            return List.of();
        }
        return ran.lost().stream()
                .map(lost -> finding(
                                answer,
                                answer.candidate().section(Role.SOLUTION).orElseThrow(),
                                ran.solution(),
                                0,
                                1,
                                lost.message())
                        // It may be meant.
                        .orIn(answer.candidate().section(Role.CHANGES).map(DraftSection::label)))
                .toList();
    }
}
