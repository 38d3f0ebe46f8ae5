package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Contradicted;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.List;

/** A statement that another answer of the sheet contradicts; an error where a run has refuted it. */
final class SheetContradiction extends AnswerRule {

    SheetContradiction() {
        super("sheet-contradiction", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        return answer.contradicted().stream()
                .filter(Contradicted::isOpen)
                .map(contradicted -> finding(answer, contradicted))
                .toList();
    }

    private Finding finding(ExaminedAnswer answer, Contradicted contradicted) {
        Finding finding = finding(
                answer, answer.written().get(contradicted.section()), contradicted.offset(), contradicted.message());
        return contradicted.state().isPresent() ? finding.at(Level.ERROR) : finding;
    }
}
