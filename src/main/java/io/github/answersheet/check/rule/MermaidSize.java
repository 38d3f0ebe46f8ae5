package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;

/** A diagram too large to explain one thing. */
final class MermaidSize extends BlockRule {

    // What the pack asks for is 5 to 15; a few more still read well.
    private static final int MOST = 20;

    MermaidSize() {
        super("mermaid-size", Level.WARNING);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (block.verdict().orElse(null) instanceof Verdict.Valid valid) {
            int nodes = valid.diagram().nodes().size();
            if (nodes > MOST) {
                return List.of(finding(
                        answer,
                        block,
                        1,
                        1,
                        "this diagram has " + nodes + " nodes; keep it to one idea and at most " + MOST
                                + ", or split it"));
            }
        }
        return List.of();
    }
}
