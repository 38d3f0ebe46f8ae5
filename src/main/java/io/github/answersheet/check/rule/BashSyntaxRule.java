package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.python.BashSyntax;
import java.util.List;

/** Bash that Bash cannot read. */
final class BashSyntaxRule extends BlockRule {

    BashSyntaxRule() {
        super("bash-syntax", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (block.bash().orElse(null) instanceof BashSyntax.Wrong wrong) {
            return List.of(finding(answer, block, wrong.line(), 1, "Bash cannot read this: " + wrong.message()));
        }
        return List.of();
    }
}
