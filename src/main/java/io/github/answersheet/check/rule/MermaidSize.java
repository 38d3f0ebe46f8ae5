package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;

/** A diagram too large to explain one thing. */
final class MermaidSize extends BlockRule {

    private final MermaidGrammar mermaid;
    // What the pack asks for is 5 to 15; a few more still read well.
    private static final int MOST = 20;

    MermaidSize(MermaidGrammar mermaid) {
        super("mermaid-size", Level.WARNING);
        this.mermaid = mermaid;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        if (mermaid.parse(block.code()) instanceof Verdict.Valid valid) {
            int nodes = valid.diagram().nodes().size();
            if (nodes > MOST) {
                return List.of(candidate.finding(
                        this,
                        section,
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
