package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Label;
import java.util.ArrayList;
import java.util.List;

/** A label that answers of this category do not have. */
final class UnknownLabel extends AnswerRule {

    UnknownLabel() {
        super("unknown-label", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.draft().sections()) {
            boolean allowed = section.label().equals(Label.VERIFICATION)
                    || answer.category().format().label(section.label()).isPresent()
                    || answer.pack().allowedLabels().contains(section.label());
            if (!allowed) {
                findings.add(finding(
                        answer,
                        section,
                        section.labelPosition(),
                        "**" + section.label() + ":** is no label of "
                                + answer.category().name() + " answers"));
            }
            section.strays().stream()
                    .filter(stray -> !introduces(section, stray))
                    .forEach(stray -> findings.add(finding(
                            answer,
                            section,
                            stray.position(),
                            "**" + stray.name() + ":** looks like a label but is none; write it as a lead-in ("
                                    + "bold words with their text on the same line) or remove it")));
        }
        return findings;
    }

    // "**Output:**" above a block of code, a list or a table is a caption.
    private static boolean introduces(DraftSection section, DraftSection.StrayLabel stray) {
        int line = stray.position().line() + 1;
        while (line <= section.source().lineCount()
                && section.source().line(line).isBlank()) {
            line++;
        }
        return line <= section.source().lineCount()
                && section.source().line(line).strip().matches("(?:```|~~~|[-*+] |\\d+[.)] |\\|).*");
    }
}
