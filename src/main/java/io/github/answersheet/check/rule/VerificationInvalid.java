package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.CaseRemark;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Verification;
import java.util.ArrayList;
import java.util.List;

/** Cases that cannot be read, or that fail whatever the code does. */
final class VerificationInvalid extends VerificationRule {

    VerificationInvalid() {
        super("verification-invalid", Level.WARNING);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, Verification verification) {
        if (verification instanceof Verification.Unproved unproved) {
            return findings(answer, unproved.proof(), List.of());
        }
        return verification instanceof Verification.Ran ran ? findings(answer, ran.proof(), ran.unfit()) : List.of();
    }

    private List<Finding> findings(ExaminedAnswer answer, Proof proof, List<CaseRemark> unfit) {
        List<CaseRemark> all = new ArrayList<>(proof.left());
        all.addAll(unfit);
        List<Finding> findings = new ArrayList<>();
        all.forEach(left -> findings.add(onCase(answer, left.file(), left.line(), left.inWords())));
        proof.notes()
                .forEach(note -> findings.add(
                        onCase(answer, note.file(), note.line(), note.inWords()).at(Level.INFO)));
        return findings;
    }
}
