package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Role;
import java.util.List;

/** A label that the category requires is not there. */
final class MissingLabel extends AnswerRule {

    MissingLabel() {
        super("missing-label", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        // Where there is nothing at all, incomplete-answer says so once.
        if (answer.written().isEmpty()) {
            return List.of();
        }
        return answer.category().format().labels().stream()
                .filter(Label::required)
                // No sheet prints it.
                .filter(label -> !label.is(Role.EVIDENCE))
                // The program writes the question; a draft is not asked for it.
                .filter(label -> !label.is(Role.QUESTION) || answer.question().isEmpty())
                .filter(label -> answer.draft().section(label.name()).isEmpty())
                .map(label -> missing(
                        answer,
                        label.name(),
                        label.line() + " is missing; every " + answer.category().name() + " answer needs it"))
                .toList();
    }
}
