package io.github.answersheet.check;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What is left when everything mechanical is mended.
 *
 * @param checked what was read from the mended text, with what is wrong with it
 * @param mended what was mended on the way
 */
public record Mended<T extends Checked>(T checked, List<Finding> mended) {

    // Each pass mends at least one thing; more than this are not needed by any text that people write.
    private static final int MOST_PASSES = 20;

    public Mended {
        mended = List.copyOf(mended);
    }

    /**
     * Applies fixes, reads the result and checks it again, until there is nothing more to mend.
     *
     * @param checked what is to be mended; it comes back as it is if nothing can be
     * @param again reads and checks a text as the subject was, which it is given too
     */
    public static <T extends Checked> Mended<T> of(T checked, BiFunction<T, SourceText, T> again) {
        List<Finding> done = new ArrayList<>();
        T current = checked;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            List<Fix> fixes = Fix.withoutClashes(
                    current.findings().stream().flatMap(f -> f.fix().stream()).toList());
            SourceText text = current.source();
            String mended = Fix.apply(text.text(), fixes);
            if (mended.equals(text.text())) {
                break;
            }
            current.findings().stream()
                    .filter(f -> f.fix().filter(fixes::contains).isPresent())
                    .forEach(done::add);
            current = again.apply(current, SourceText.of(text.name(), mended));
        }
        return new Mended<>(current, done);
    }
}
