package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.ArrayList;
import java.util.List;

/** A code fence that is never closed, so that the rest of the sheet becomes code. */
final class UnclosedFence extends NamedRule implements AnswerRule {

    UnclosedFence() {
        super("unclosed-fence", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            for (FencedBlock block : section.content().fences()) {
                boolean swallows = block.lastLine() >= section.body().lines().count();
                if (!block.closed() && swallows) {
                    int end = section.bodyOffset() + section.body().length();
                    findings.add(candidate
                            .finding(
                                    this,
                                    section,
                                    block.offset(),
                                    "this " + block.fence() + " is never closed; everything after it becomes code")
                            .with(Fix.replace(end, 0, "\n" + " ".repeat(block.indentation()) + block.fence())));
                }
            }
        }
        return findings;
    }
}
