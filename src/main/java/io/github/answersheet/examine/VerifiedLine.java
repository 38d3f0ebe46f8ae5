package io.github.answersheet.examine;

import io.github.answersheet.draft.OwnWords;
import io.github.answersheet.draft.SectionBody;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The line under an improved solution that says it was run. Only the program writes it: one that a model wrote is taken
 * out in whatever way it is written, so that nothing is said to have run that has not, and nothing is said twice.
 */
public final class VerifiedLine {

    private static final Pattern OF_TRIALS =
            Pattern.compile("(?m)^(?:Tried by execution: |Tests notice \\d+ of )[^\\n]*\\n*");

    private VerifiedLine() {}

    /** Where the line of what was tried stands in a text, with the blank lines behind it; empty if it is not there. */
    public static Optional<MatchResult> ofTrials(String text) {
        return OF_TRIALS.matcher(text).results().findFirst();
    }

    /**
     * A section's text with the line under it where the verification says so.
     *
     * @param text without any such line
     */
    public static String under(String text, Verification verification) {
        return verification instanceof Verification.Ran ran && ran.isRight()
                ? text.stripTrailing() + "\n\n" + of(ran.results().size(), ran.originalFails(), ran.improvedPasses())
                : text;
    }

    /** The line under the title of an answer whose statements were tried; empty if nothing was seen. */
    public static String of(Trials trials) {
        int held = trials.of(TrialResult.State.HOLDS).size();
        int refuted = trials.of(TrialResult.State.REFUTED).size();
        int disputed = trials.of(TrialResult.State.DISPUTED).size();
        String tests = trials.noticed()
                .map(noticed ->
                        "Tests notice " + noticed.noticed() + " of " + noticed.tried() + " changes to the code.")
                .orElse("");
        if (held + refuted + disputed == 0) {
            return tests;
        }
        String tried = "Tried by execution: " + held + (held == 1 ? " statement holds" : " statements hold")
                + (refuted == 0 ? "" : ", " + refuted + (refuted == 1 ? " does not" : " do not"))
                + (disputed == 0 ? "" : ", " + disputed + (disputed == 1 ? " is disputed" : " are disputed"))
                + ".";
        return tests.isEmpty() ? tried : tried + " " + tests;
    }

    /**
     * The line for some numbers of cases: all of them, those that the original fails, those that the solution passes. Where the
     * original fails none, nothing is verified of what was repaired, and the line says so.
     */
    public static String of(int cases, long originalFails, long improvedPasses) {
        if (originalFails == 0) {
            return "Compared by execution: " + cases
                    + " cases, the original and the improved solution pass all of them.";
        }
        return "Verified by execution: " + cases + (cases == 1 ? " case" : " cases") + ", the original fails "
                + originalFails + ", the improved solution passes " + improvedPasses + ".";
    }

    /** What a program is known by in a report: the SHA-256 of its text in UTF-8, in hexadecimal. */
    public static String hash(String program) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(program.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A section's text without such a line. */
    public static String without(SectionBody body) {
        return OwnWords.withoutProof(body.text());
    }
}
