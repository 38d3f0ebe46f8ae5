package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An overview that is no overview: more than two sentences. */
final class OverviewLength extends AnswerRule {

    // A full stop in "e.g." or "3.11" ends nothing.
    private static final Pattern SENTENCE_END = Pattern.compile(
            "[.!?](?<!\\b(?:e\\.g|i\\.e|etc|vs|cf|approx|no)[.!?])(?=[\"')\\]*_]*(?:\\s+[\\p{Lu}`*\"(x]|$))");

    OverviewLength() {
        super("overview-length", Level.WARNING);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            if (!answer.candidate().is(section.label(), Role.OVERVIEW)
                    || section.body().isBlank()) {
                continue;
            }
            String words = String.join(" ", section.content().paragraphs());
            long sentences = SENTENCE_END
                    .matcher(words.replaceAll("`[^`]*`", "x"))
                    .results()
                    .count();
            boolean more = !section.content().entries().isEmpty()
                    || !section.content().fences().isEmpty();
            if (sentences > 2 || more) {
                findings.add(finding(
                        answer,
                        section,
                        0,
                        more
                                ? "an overview is one or two sentences, without lists and code"
                                : "an overview is one or two sentences; this one has " + sentences));
            }
        }
        return findings;
    }
}
