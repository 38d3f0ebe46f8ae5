package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A question of the quiz that the sheet does not answer. */
final class UnansweredQuestion extends SheetRule {

    private static final int MOST_APART = 3;

    UnansweredQuestion() {
        super("unanswered-question", Level.ERROR);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        if (sheet.quiz().isEmpty()) {
            return List.of();
        }
        Set<Integer> answered = sheet.answers().stream().map(Candidate::number).collect(Collectors.toSet());
        List<Question> open = sheet.quiz().get().questions().stream()
                .filter(q -> !answered.contains(q.number()) && sheet.isWanted().test(q.number()))
                .toList();
        return open.size() > MOST_APART ? List.of(together(sheet, open)) : apart(sheet, open);
    }

    private List<Finding> apart(SheetText sheet, List<Question> open) {
        return open.stream()
                .map(q -> finding(
                        sheet,
                        Position.START,
                        Optional.of(q.number()),
                        "question " + q.number() + " of the quiz has no answer: " + q.stem()))
                .toList();
    }

    // A sheet of some questions need not be told of each of the others.
    private Finding together(SheetText sheet, List<Question> open) {
        String numbers = open.stream().map(q -> String.valueOf(q.number())).collect(Collectors.joining(", "));
        return finding(
                sheet,
                Position.START,
                Optional.empty(),
                open.size() + " questions of the quiz have no answer: " + numbers
                        + "; if that is meant, --only names those that have");
    }
}
