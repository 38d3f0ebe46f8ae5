package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.NoticedChanges;
import java.util.List;

/** Tests that pass all the same when the code that they test is changed. */
final class TestsMiss extends AnswerRule {

    TestsMiss() {
        super("tests-miss", Level.INFO);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        return answer.trials()
                .noticed()
                .filter(noticed -> !noticed.unnoticed().isEmpty())
                .map(noticed -> List.of(finding(answer, noticed)))
                .orElse(List.of());
    }

    private Finding finding(ExaminedAnswer answer, NoticedChanges noticed) {
        Finding finding = finding(
                answer,
                answer.written().get(noticed.section()),
                noticed.tests(),
                0,
                1,
                "The tests notice " + noticed.noticed() + " of " + noticed.tried() + " changes to `" + noticed.file()
                        + "`, and still pass after these: " + noticed.inWords());
        // Some changes make no difference that a caller could see.
        return 2 * noticed.noticed() < noticed.tried() ? finding.at(Level.WARNING) : finding;
    }
}
