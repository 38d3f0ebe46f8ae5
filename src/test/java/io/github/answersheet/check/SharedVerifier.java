package io.github.answersheet.check;

import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.verification.Verification;
import io.github.answersheet.verification.Verifier;
import java.util.Optional;

/** A verifier with the real sandbox; where there is none, tests that ask it are skipped. */
final class SharedVerifier {

    private SharedVerifier() {}

    static Verification of(Candidate candidate) {
        try (Verifier verifier = new Verifier(Optional.of(RealSandbox.remembered()), SharedLanguages.ALL.python())) {
            return verifier.verify(candidate.category().format(), candidate.question(), candidate.draft());
        }
    }
}
