package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.List;

/** No answer at all, or one that the model did not bring to its end: refused, cut off, empty, unreadable. */
final class IncompleteAnswer extends AnswerRule {

    IncompleteAnswer() {
        super("incomplete-answer", Level.ERROR);
    }

    // Else an answer that is not there would pass.
    @Override
    public boolean mayBeSet() {
        return false;
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        if (answer.shortfall().isPresent()) {
            return List.of(finding(answer, answer.shortfall().get()));
        }
        if (answer.written().isEmpty()) {
            return List.of(finding(
                    answer, "none of the labels of " + article(answer.category().name()) + " answer is there"));
        }
        return List.of();
    }

    private static String article(String name) {
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }
}
