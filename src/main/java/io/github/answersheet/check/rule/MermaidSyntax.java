package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;

/** A diagram that Mermaid refuses. */
final class MermaidSyntax extends BlockRule {

    MermaidSyntax() {
        super("mermaid-syntax", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (block.verdict().orElse(null) instanceof Verdict.Invalid invalid && !MermaidEmpty.isEmpty(block, invalid)) {
            return List.of(finding(
                    answer, block, invalid.line().orElse(1), 1, "Mermaid refuses this diagram: " + invalid.summary()));
        }
        return List.of();
    }
}
