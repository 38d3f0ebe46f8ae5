package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A question of the quiz that the sheet does not answer. */
final class UnansweredQuestion extends NamedRule implements SheetRule {

    UnansweredQuestion() {
        super("unanswered-question", Level.ERROR);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        if (sheet.quiz().isEmpty()) {
            return List.of();
        }
        Set<Integer> answered = sheet.answers().stream().map(Candidate::number).collect(Collectors.toSet());
        return sheet.quiz().get().questions().stream()
                .filter(q -> !answered.contains(q.number()))
                .map(q -> sheet.finding(
                        this,
                        Position.START,
                        Optional.of(q.number()),
                        "question " + q.number() + " of the quiz has no answer: " + q.stem()))
                .toList();
    }
}
