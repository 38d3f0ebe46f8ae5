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

/** A diagram that Mermaid refuses. */
final class MermaidSyntax extends BlockRule {

    private final MermaidGrammar mermaid;

    MermaidSyntax(MermaidGrammar mermaid) {
        super("mermaid-syntax", Level.ERROR);
        this.mermaid = mermaid;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (Languages.isMermaid(block) && mermaid.parse(block.code()) instanceof Verdict.Invalid invalid) {
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
