package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.check.SheetRule;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.quiz.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A question that is answered twice, or an answer to no question. */
final class AnsweredTwice extends SheetRule {

    AnsweredTwice() {
        super("answered-twice", Level.ERROR);
    }

    @Override
    public List<Finding> check(SheetText sheet) {
        List<Finding> findings = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Optional<Set<Integer>> asked = sheet.quiz()
                .map(q -> q.questions().stream().map(Question::number).collect(Collectors.toSet()));
        for (Candidate answer : sheet.answers()) {
            int number = answer.number();
            if (!seen.add(number)) {
                findings.add(finding(
                        sheet,
                        answer.draft().position(),
                        Optional.of(number),
                        "answer " + number + " stands here a second time"));
            } else if (asked.isPresent() && !asked.get().contains(number)) {
                findings.add(finding(
                        sheet, answer.draft().position(), Optional.of(number), "the quiz has no question " + number));
            }
        }
        return findings;
    }
}
