package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.FixProof;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;

/** A diagram that Mermaid refuses. It also has the fixes of diagrams proved. */
final class MermaidSyntax extends BlockRule implements FixProof {

    private final MermaidGrammar mermaid;
    private final DiagramFixes fixes;

    MermaidSyntax(MermaidGrammar mermaid) {
        super("mermaid-syntax", Level.ERROR);
        this.mermaid = mermaid;
        this.fixes = new DiagramFixes(mermaid);
    }

    @Override
    public List<Finding> proven(Candidate candidate, List<Finding> findings) {
        return fixes.proven(candidate, findings);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (Languages.isMermaid(block)
                && mermaid.parse(block.code()) instanceof Verdict.Invalid invalid
                && !MermaidEmpty.isEmpty(block, invalid)) {
            return List.of(candidate.finding(
                    this,
                    section,
                    block,
                    invalid.line().orElse(1),
                    1,
                    "Mermaid refuses this diagram: " + invalid.summary()));
        }
        return List.of();
    }
}
