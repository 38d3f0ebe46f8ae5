package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.FlowchartLine;
import java.util.ArrayList;
import java.util.List;

/** Connections of a diagram joined by an ampersand. */
final class MermaidAmpersand extends BlockRule {

    MermaidAmpersand() {
        super("mermaid-ampersand", Level.WARNING);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (!FlowchartLine.isFlowchart(block.code())) {
            return findings;
        }
        for (FlowchartLine line : FlowchartLine.of(block.code())) {
            if (line.joins() && line.connections() == 1) {
                findings.add(candidate
                        .finding(
                                this,
                                section,
                                block,
                                line.number(),
                                1,
                                "\"&\" hides " + line.split().size() + " connections; write each on a line of its own")
                        .with(CodeFix.lines(section, block, line.number(), line.text(), line.split())));
            }
        }
        return findings;
    }
}
