package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.BashSyntax;
import java.util.List;

/** Bash that Bash cannot read. */
final class BashSyntaxRule extends BlockRule {

    private final BashSyntax bash;

    BashSyntaxRule(BashSyntax bash) {
        super("bash-syntax", Level.ERROR);
        this.bash = bash;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (Languages.isBash(block) && bash.check(block.code()) instanceof BashSyntax.Wrong wrong) {
            return List.of(candidate.finding(
                    this, section, block, wrong.line(), 1, "Bash cannot read this: " + wrong.message()));
        }
        return List.of();
    }
}
