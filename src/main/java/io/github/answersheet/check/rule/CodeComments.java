package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.List;

/** Code of a solution without a single comment. */
final class CodeComments extends BlockRule {

    private static final int LONG_ENOUGH = 12;

    CodeComments() {
        super("code-comments", Level.WARNING);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        boolean isBare = block.isSolution()
                && block.compiled().filter(c -> !c.facts().hasComments()).isPresent();
        if (isBare && block.code().lines().filter(l -> !l.isBlank()).count() > LONG_ENOUGH) {
            return List.of(finding(
                    answer, block, 1, 1, "this code has no comment; say why the steps that surprise are as they are"));
        }
        return List.of();
    }
}
