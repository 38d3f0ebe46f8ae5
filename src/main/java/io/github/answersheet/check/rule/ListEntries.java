package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Label;
import java.util.ArrayList;
import java.util.List;

/** A section that lists things and has fewer explained entries than its template wants. */
final class ListEntries extends AnswerRule {

    private static final int SHORTEST = 5;
    // Some scripts set no blanks between words.
    private static final int SHORTEST_TEXT = 20;

    ListEntries() {
        super("list-entries", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            int least = answer.candidate()
                    .label(section.label())
                    .map(Label::entries)
                    .orElse(0);
            if (least == 0 || section.body().isBlank()) {
                continue;
            }
            List<SectionBody.ListEntry> entries = section.content().entries();
            if (entries.size() < least) {
                findings.add(finding(
                        answer,
                        section,
                        0,
                        "a list with at least " + least + " entries is wanted here; it has " + entries.size()));
            }
            for (SectionBody.ListEntry entry : entries) {
                if (entry.words().split(" ").length < SHORTEST && entry.words().length() < SHORTEST_TEXT) {
                    findings.add(finding(answer, section, entry.offset(), "this entry is named but not explained"));
                }
            }
        }
        return findings;
    }
}
