package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Verification;
import java.util.List;
import java.util.Optional;

/** An answer that nothing proves, because too few cases came that could be used. */
final class VerificationMissing extends VerificationRule {

    VerificationMissing() {
        super("verification-missing", Level.WARNING);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, Verification verification) {
        Optional<String> why = Optional.empty();
        if (verification instanceof Verification.Unproved unproved) {
            why = Optional.of(unproved.reason());
        } else if (verification instanceof Verification.Ran ran) {
            why = ran.lacking();
        }
        return why.map(reason -> finding(answer, "Nothing proves the improved solution: " + reason))
                .map(List::of)
                .orElse(List.of());
    }
}
