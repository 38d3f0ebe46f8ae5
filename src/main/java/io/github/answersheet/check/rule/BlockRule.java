package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.List;

/** A rule that looks at code blocks one by one. */
abstract class BlockRule extends AnswerRule {

    BlockRule(String id, Level level) {
        super(id, level);
    }

    /** What is wrong with one block. */
    abstract List<Finding> check(ExaminedAnswer answer, ExaminedBlock block);

    @Override
    public final List<Finding> check(ExaminedAnswer answer) {
        return answer.blocks().stream()
                .flatMap(block -> check(answer, block).stream())
                .toList();
    }
}
