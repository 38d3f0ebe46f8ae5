package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import java.util.List;

/** No answer at all, or one that the model did not bring to its end: refused, cut off, empty, unreadable. */
final class IncompleteAnswer extends NamedRule implements AnswerRule {

    IncompleteAnswer() {
        super("incomplete-answer", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        if (candidate.shortfall().isPresent()) {
            return List.of(candidate.finding(this, candidate.shortfall().get()));
        }
        if (candidate.written().isEmpty()) {
            return List.of(candidate.finding(
                    this,
                    "none of the labels of " + article(candidate.category().name()) + " answer is there"));
        }
        return List.of();
    }

    private static String article(String name) {
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }
}
