package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Verification;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An answer that nothing proves, because too few cases came that could be used. */
final class VerificationMissing extends VerificationRule {

    VerificationMissing(Function<Candidate, Verification> verification) {
        super("verification-missing", Level.WARNING, verification);
    }

    @Override
    List<Finding> check(Candidate candidate, Verification verification) {
        Optional<String> why = Optional.empty();
        if (verification instanceof Verification.Unproved unproved) {
            why = Optional.of(unproved.reason());
        } else if (verification instanceof Verification.Ran ran) {
            why = ran.lacking();
        }
        return why.map(reason -> candidate.finding(this, "Nothing proves the improved solution: " + reason))
                .map(List::of)
                .orElse(List.of());
    }
}
