package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.pack.Label;
import java.util.List;

/** A label that the category requires is not there. */
final class MissingLabel extends NamedRule implements AnswerRule {

    MissingLabel() {
        super("missing-label", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        // Where there is nothing at all, incomplete-answer says so once.
        if (candidate.written().isEmpty()) {
            return List.of();
        }
        return candidate.category().format().labels().stream()
                .filter(Label::required)
                // The program writes the question; a draft is not asked for it.
                .filter(label -> !label.name().equals(Label.QUESTION)
                        || candidate.question().isEmpty())
                .filter(label -> candidate.draft().section(label.name()).isEmpty())
                .map(label -> candidate.missing(
                        this,
                        label.name(),
                        label.line() + " is missing; every "
                                + candidate.category().name() + " answer needs it"))
                .toList();
    }
}
