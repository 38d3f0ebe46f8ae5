package io.github.answersheet.check;

import io.github.answersheet.examine.Proof;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.examine.Verifier;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.source.SourceText;
import java.util.Optional;

/**
 * A verifier with the real sandbox; where there is none, tests that ask it are skipped. What an examiner sent stands in the
 * answer under a label that no sheet prints.
 */
final class SharedVerifier {

    private SharedVerifier() {}

    static Verification of(Candidate candidate) {
        // Blank lines in front, so that cases have the lines of the sheet.
        Optional<Proof> proof = candidate.draft().section("Verification").map(section -> {
            int line = section.bodyPosition(0).line();
            return Proof.read(SourceText.of(section.source().name(), "\n".repeat(line - 1) + section.body()));
        });
        try (Verifier verifier = new Verifier(Optional.of(RealSandbox.remembered()), SharedLanguages.ALL.python())) {
            return verifier.verify(candidate.category().proved(), candidate.question(), candidate.draft(), proof);
        }
    }
}
