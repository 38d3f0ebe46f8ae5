package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.pack.Label;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A rule about what was seen when the code under review and its improvement were run. */
abstract class VerificationRule extends NamedRule implements AnswerRule {

    private final Function<Candidate, Verification> verification;

    VerificationRule(String id, Level level, Function<Candidate, Verification> verification) {
        super(id, level);
        this.verification = verification;
    }

    abstract List<Finding> check(Candidate candidate, Verification verification);

    @Override
    public final List<Finding> check(Candidate candidate) {
        // Of an answer that is not there, incomplete-answer says so once.
        return candidate.written().isEmpty() ? List.of() : check(candidate, verification.apply(candidate));
    }

    /** A finding on a case, which no section of the answer holds. */
    final Finding onCase(Candidate candidate, String file, int line, String message) {
        return new Finding(
                id(),
                level(),
                file,
                new Position(line, 1),
                Optional.of(candidate.number()),
                Optional.of(Label.VERIFICATION),
                Optional.empty(),
                message,
                Optional.empty());
    }
}
