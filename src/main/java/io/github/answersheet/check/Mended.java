package io.github.answersheet.check;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is left when everything mechanical is mended.
 *
 * @param subject what was read from the mended text
 * @param findings on it
 * @param mended what was mended on the way
 */
public record Mended<T>(T subject, List<Finding> findings, List<Finding> mended) {

    // Each pass mends at least one thing; more than this are not needed by any text that people write.
    private static final int MOST_PASSES = 20;

    /**
     * Applies fixes, reads the result and checks it again, until there is nothing more to mend.
     *
     * @param subject what the findings are on; it comes back as it is if none of them can be mended
     * @param source the text that the subject was read from
     * @param read reads a text as the subject was
     */
    public static <T> Mended<T> of(
            T subject,
            List<Finding> findings,
            Function<T, SourceText> source,
            Function<SourceText, T> read,
            Function<T, List<Finding>> check) {
        List<Finding> done = new ArrayList<>();
        Mended<T> current = new Mended<>(subject, findings, done);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            List<Fix> fixes = Fix.withoutClashes(
                    current.findings().stream().flatMap(f -> f.fix().stream()).toList());
            SourceText text = source.apply(current.subject());
            String mended = Fix.apply(text.text(), fixes);
            if (mended.equals(text.text())) {
                break;
            }
            current.findings().stream()
                    .filter(f -> f.fix().filter(fixes::contains).isPresent())
                    .forEach(done::add);
            T next = read.apply(SourceText.of(text.name(), mended));
            current = new Mended<>(next, check.apply(next), done);
        }
        return new Mended<>(current.subject(), current.findings(), List.copyOf(done));
    }
}
