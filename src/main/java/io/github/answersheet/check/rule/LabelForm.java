package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.List;

/** A label in another form than the house's. It is read all the same. */
final class LabelForm extends AnswerRule {

    LabelForm() {
        super("label-form", Level.INFO);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        return answer.draft().sections().stream()
                .filter(section -> !isInForm(answer, section))
                .map(section -> finding(answer, section))
                .toList();
    }

    private static boolean isInForm(ExaminedAnswer answer, DraftSection section) {
        String line = lineOf(section);
        return line.startsWith("**" + section.label() + ":**")
                || answer.pack().wordsByLanguage().values().stream()
                        .anyMatch(words -> line.startsWith("**" + words.label(section.label()) + ":**"));
    }

    private Finding finding(ExaminedAnswer answer, DraftSection section) {
        String wanted = "**" + section.label() + ":**";
        String line = lineOf(section);
        Finding finding = finding(answer, section, section.labelPosition(), "the house writes this label " + wanted);
        // Where text follows on the same line, or a remark stands in the label, a person decides.
        int lineEnd = section.labelOffset() + line.length();
        boolean alone = section.bodyOffset() > lineEnd
                && section.source()
                        .text()
                        .substring(lineEnd, section.bodyOffset())
                        .isBlank()
                && !line.contains("(");
        return alone
                ? finding.with(
                        Fix.replace(section.labelOffset(), line.stripTrailing().length(), wanted))
                : finding;
    }

    private static String lineOf(DraftSection section) {
        return section.source().line(section.labelPosition().line());
    }
}
