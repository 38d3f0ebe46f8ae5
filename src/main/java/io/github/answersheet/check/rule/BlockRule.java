package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A rule that looks at code blocks one by one. */
abstract class BlockRule extends NamedRule implements AnswerRule {

    /** Sections whose code is the answer; elsewhere code may quote what is wrong. */
    static final Set<String> SOLUTIONS =
            Set.of("Example Code", "Improved Solution", "Complete Solution", "Sample Implementation");

    BlockRule(String id, Level level) {
        super(id, level);
    }

    /** What is wrong with one block. */
    abstract List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block);

    @Override
    public final List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            for (FencedBlock block : section.content().fences()) {
                findings.addAll(check(candidate, section, block));
            }
        }
        return findings;
    }
}
