package io.github.answersheet.examine;

import io.github.answersheet.draft.OwnWords;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.pack.Phrase;
import io.github.answersheet.pack.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The line under an improved solution that says it was run. Only the program writes it: one that a model wrote is taken
 * out in whatever way it is written, so that nothing is said to have run that has not, and nothing is said twice.
 */
public final class VerifiedLine {

    private VerifiedLine() {}

    /**
     * A section's text with the line under it where the verification says so.
     *
     * @param text without any such line
     */
    public static String under(String text, Verification verification, Words words) {
        return verification instanceof Verification.Ran ran && ran.isRight()
                ? text.stripTrailing() + "\n\n"
                        + of(ran.results().size(), ran.originalFails(), ran.improvedPasses(), words)
                : text;
    }

    /** The line under the title of an answer whose statements were tried; empty if nothing was seen. */
    public static String of(Trials trials, Words words) {
        int held = trials.of(TrialResult.State.HOLDS).size();
        int refuted = trials.of(TrialResult.State.REFUTED).size();
        int disputed = trials.of(TrialResult.State.DISPUTED).size();
        String tests = trials.noticed()
                .map(noticed -> words.say(Phrase.TESTS_NOTICE, noticed.noticed(), noticed.tried()))
                .orElse("");
        if (held + refuted + disputed == 0) {
            return tests;
        }
        List<String> said = new ArrayList<>();
        said.add(words.count(Phrase.STATEMENTS_HOLD, held));
        if (refuted > 0) {
            said.add(words.count(Phrase.STATEMENTS_FAIL, refuted));
        }
        if (disputed > 0) {
            said.add(words.count(Phrase.STATEMENTS_DISPUTED, disputed));
        }
        String tried = words.say(Phrase.TRIED, String.join(", ", said));
        return tests.isEmpty() ? tried : tried + " " + tests;
    }

    /**
     * The line for some numbers of cases: all of them, those that the original fails, those that the solution passes. Where the
     * original fails none, nothing is verified of what was repaired, and the line says so.
     */
    public static String of(int cases, long originalFails, long improvedPasses, Words words) {
        String all = words.count(Phrase.CASES, cases);
        return originalFails == 0
                ? words.say(Phrase.COMPARED, all)
                : words.say(Phrase.VERIFIED, all, originalFails, improvedPasses);
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
        return OwnWords.withoutProof(body.text(), body.runs());
    }
}
