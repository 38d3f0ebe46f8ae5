package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.Extent;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Length;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A section that is much longer or shorter than its template says. */
final class SectionLength extends AnswerRule {

    private static final double TOLERATED = 1.25;
    private static final double FAR = 1.6;
    private static final int MANY_WORDS = 400;
    private static final double TOO_LITTLE = 0.5;

    SectionLength() {
        super("section-length", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            Optional<Length> length =
                    answer.category().format().label(section.label()).map(Label::length);
            if (length.isEmpty()
                    || length.get().equals(Length.ANY)
                    || section.body().isBlank()) {
                continue;
            }
            Extent extent = Extent.of(section.content());
            length.get()
                    .words()
                    .flatMap(bounds -> weighed(extent.words(), bounds, MANY_WORDS)
                            .map(level -> finding(answer, section, extent.words() + " words", bounds)
                                    .at(level)))
                    .ifPresent(findings::add);
            length.get()
                    .codeLines()
                    .flatMap(bounds -> weighed(extent.codeLines(), bounds, Integer.MAX_VALUE)
                            .map(level -> finding(answer, section, extent.codeLines() + " lines of code", bounds)
                                    .at(level)))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private Finding finding(ExaminedAnswer answer, DraftSection section, String has, Length.Bounds bounds) {
        return finding(answer, section, 0, "has " + has + "; " + bounds + " are asked for");
    }

    /**
     * @param many so much over the bound is far, however long the section may be
     */
    private static Optional<Level> weighed(int amount, Length.Bounds bounds, int many) {
        if (amount > bounds.most() * FAR || amount - bounds.most() > many) {
            return Optional.of(Level.WARNING);
        }
        boolean isOff = amount > bounds.most() * TOLERATED || amount < bounds.least() * TOO_LITTLE;
        return isOff ? Optional.of(Level.INFO) : Optional.empty();
    }
}
