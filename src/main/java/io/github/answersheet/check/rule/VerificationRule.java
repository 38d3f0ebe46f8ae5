package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.pack.Label;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;

/** A rule about what was seen when the code under review and its improvement were run. */
abstract class VerificationRule extends AnswerRule {

    VerificationRule(String id, Level level) {
        super(id, level);
    }

    abstract List<Finding> check(ExaminedAnswer answer, Verification verification);

    @Override
    public final List<Finding> check(ExaminedAnswer answer) {
        // Of an answer that is not there, incomplete-answer says so once.
        return answer.written().isEmpty() ? List.of() : check(answer, answer.verification());
    }

    /** A finding on a case, which no section of the answer holds. */
    final Finding onCase(ExaminedAnswer answer, String file, int line, String message) {
        return finding(answer, file, new Position(line, 1), Optional.of(Label.VERIFICATION), message);
    }
}
