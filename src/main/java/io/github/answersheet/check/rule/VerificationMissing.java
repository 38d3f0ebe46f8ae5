package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.verification.Verification;
import java.util.List;
import java.util.function.Function;

/** A draft without the cases on which its improved solution could be run. */
final class VerificationMissing extends VerificationRule {

    VerificationMissing(Function<Candidate, Verification> verification) {
        super("verification-missing", Level.ERROR, verification);
    }

    @Override
    List<Finding> check(Candidate candidate, Verification verification) {
        return verification instanceof Verification.Missing
                ? List.of(candidate.missing(
                        this,
                        Verification.LABEL,
                        "**" + Verification.LABEL + ":** is missing; it holds the cases on which the given code and"
                                + " the improved solution are run"))
                : List.of();
    }
}
