package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Gap;
import io.github.answersheet.examine.Trials;
import java.util.List;
import java.util.Optional;

/** A part of the question that an examiner finds no answer to, or a promise that the code beside it does not keep. */
final class OpenGap extends AnswerRule {

    OpenGap() {
        super("open-gap", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<DraftSection> place = Trials.placeOfGaps(answer);
        if (place.isEmpty()) {
            return List.of();
        }
        return answer.trials().gaps().stream()
                .map(gap -> finding(answer, place.get(), 0, message(gap)))
                .toList();
    }

    private static String message(Gap gap) {
        return gap.isPromise()
                ? "The answer promises " + quoted(gap.quote()) + ", and its code does not keep that: "
                        + quoted(gap.code())
                : "The question asks " + quoted(gap.quote())
                        + ", and nothing in the answer can be found that takes it up";
    }

    private static String quoted(String words) {
        return "`" + words.replace('`', '\'').replaceAll("\\s+", " ").strip() + "`";
    }
}
