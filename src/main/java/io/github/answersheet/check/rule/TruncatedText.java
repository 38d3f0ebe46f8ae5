package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A section that stops in the middle of a sentence. */
final class TruncatedText extends NamedRule implements AnswerRule {

    private static final Pattern CUT = Pattern.compile("(?:[,(\\[]|\\s(?:and|or|the|an|because))\\s*$");

    TruncatedText() {
        super("truncated-text", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            String body = section.body();
            long last = body.lines().count();
            boolean endsInCode = section.content().fences().stream().anyMatch(f -> f.lastLine() >= last);
            Matcher cut = CUT.matcher(body.substring(body.lastIndexOf('\n') + 1));
            if (!endsInCode && cut.find()) {
                findings.add(candidate.finding(
                        this,
                        section,
                        body.length() - 1,
                        "the section stops in the middle of a sentence; write it to its end"));
            }
        }
        return findings;
    }
}
