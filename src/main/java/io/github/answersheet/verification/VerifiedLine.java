package io.github.answersheet.verification;

import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.draft.SectionBody;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The line under an improved solution that says it was run. Only the program writes it: one that a model wrote is taken
 * out, so that nothing is said to have run that has not, and nothing is said twice.
 */
public final class VerifiedLine {

    private static final Pattern LINE =
            Pattern.compile("\\P{L}*verified\\W+by\\W+execution[\\s*_]*:.*", Pattern.CASE_INSENSITIVE);

    private VerifiedLine() {}

    /** A section's text with the line under it where the verification says so, and without any other such line. */
    public static String under(SectionBody body, Verification verification) {
        String text = without(body);
        return verification instanceof Verification.Ran ran && ran.isVerified()
                ? text.stripTrailing() + "\n\n" + of(ran)
                : text;
    }

    private static String of(Verification.Ran ran) {
        int cases = ran.results().size();
        return "Verified by execution: " + cases + (cases == 1 ? " case" : " cases") + ", the original fails "
                + ran.originalFails() + ", the improved solution passes " + ran.improvedPasses() + ".";
    }

    /** A section's text without such a line. */
    public static String without(SectionBody body) {
        List<Integer> starts = body.prose().stream()
                .filter(line -> LINE.matcher(line.text()).matches())
                .map(ProseLine::offset)
                .toList();
        StringBuilder text = new StringBuilder(body.text());
        for (int i = starts.size() - 1; i >= 0; i--) {
            int end = text.indexOf("\n", starts.get(i));
            text.delete(starts.get(i), end < 0 ? text.length() : end + 1);
        }
        return starts.isEmpty() ? body.text() : text.toString().strip();
    }
}
