package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.CaseRemark;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cases that cannot be read, or that fail whatever the code does. */
final class VerificationInvalid extends VerificationRule {

    VerificationInvalid(Function<Candidate, Verification> verification) {
        super("verification-invalid", Level.WARNING, verification);
    }

    @Override
    List<Finding> check(Candidate candidate, Verification verification) {
        if (verification instanceof Verification.Unproved unproved) {
            return findings(candidate, unproved.proof(), List.of());
        }
        return verification instanceof Verification.Ran ran ? findings(candidate, ran.proof(), ran.unfit()) : List.of();
    }

    private List<Finding> findings(Candidate candidate, Proof proof, List<CaseRemark> unfit) {
        List<CaseRemark> all = new ArrayList<>(proof.left());
        all.addAll(unfit);
        List<Finding> findings = new ArrayList<>();
        all.forEach(left -> findings.add(onCase(candidate, left.file(), left.line(), left.inWords())));
        proof.notes()
                .forEach(note -> findings.add(onCase(candidate, note.file(), note.line(), note.inWords())
                        .at(Level.INFO)));
        return findings;
    }
}
