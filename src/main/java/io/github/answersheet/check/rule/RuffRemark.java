package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.List;
import java.util.Set;

/** What the linter ruff says of a solution, where it is installed. */
final class RuffRemark extends BlockRule {

    // What rules of their own already say: syntax, undefined names, unused imports, bare except.
    private static final Set<String> SAID_ALREADY =
            Set.of("", "null", "E999", "F821", "F401", "E722", "invalid-syntax");

    RuffRemark() {
        super("ruff-remark", Level.INFO);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        return block.remarks().stream()
                .filter(remark -> !SAID_ALREADY.contains(remark.code()))
                .map(remark -> finding(
                        answer,
                        block,
                        remark.line(),
                        remark.column(),
                        "ruff " + remark.code() + ": " + remark.message()))
                .toList();
    }
}
