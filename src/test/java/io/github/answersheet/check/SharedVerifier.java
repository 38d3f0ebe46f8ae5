package io.github.answersheet.check;

import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.verification.Verification;
import io.github.answersheet.verification.Verifier;

/** A verifier with the real sandbox, for all tests; where there is none, tests that ask it are skipped. */
final class SharedVerifier {

    private static final Verifier VERIFIER =
            new Verifier(RealSandbox::get, SharedLanguages.ALL.python(), VerdictCache.inMemory());

    private SharedVerifier() {}

    static Verification of(Candidate candidate) {
        return VERIFIER.verify(candidate.category().format(), candidate.question(), candidate.draft());
    }
}
