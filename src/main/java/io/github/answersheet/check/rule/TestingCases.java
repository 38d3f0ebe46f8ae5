package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Role;
import java.util.List;

/** A testing approach without a case that somebody could run. */
final class TestingCases extends AnswerRule {

    TestingCases() {
        super("testing-cases", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        return answer.candidate().section(Role.TESTS).stream()
                .filter(section -> !section.body().isBlank())
                .filter(section -> section.content().entries().size() < 2
                        && section.content().fences().isEmpty()
                        && !section.body().contains("\n|"))
                .map(section -> finding(
                        answer, section, 0, "name the cases: inputs and what each must give, as a list or as tests"))
                .toList();
    }
}
