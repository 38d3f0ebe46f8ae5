package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.verification.Verification;
import java.util.List;
import java.util.function.Function;

/** Cases that cannot be read. */
final class VerificationInvalid extends VerificationRule {

    VerificationInvalid(Function<Candidate, Verification> verification) {
        super("verification-invalid", Level.ERROR, verification);
    }

    @Override
    List<Finding> check(Candidate candidate, Verification verification) {
        return verification instanceof Verification.Invalid invalid
                ? List.of(candidate.finding(
                        this, invalid.section(), invalid.position(), "The cases cannot be read: " + invalid.reason()))
                : List.of();
    }
}
