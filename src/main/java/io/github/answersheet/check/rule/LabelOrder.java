package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Label;
import java.util.List;

/** Labels in another order than that of the category. */
final class LabelOrder extends AnswerRule {

    LabelOrder() {
        super("label-order", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<String> wanted =
                answer.category().format().labels().stream().map(Label::name).toList();
        int latest = -1;
        String before = "";
        for (DraftSection section : answer.draft().sections()) {
            int place = wanted.indexOf(section.label());
            if (place >= 0 && place < latest) {
                return List.of(finding(
                        answer,
                        section,
                        section.labelPosition(),
                        "**" + section.label() + ":** belongs before **" + before + ":**"));
            }
            if (place >= 0) {
                latest = place;
                before = section.label();
            }
        }
        return List.of();
    }
}
