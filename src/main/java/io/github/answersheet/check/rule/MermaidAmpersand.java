package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.FlowchartLine;
import java.util.ArrayList;
import java.util.List;

/** Connections of a diagram joined by an ampersand. */
final class MermaidAmpersand extends FlowchartRule {

    MermaidAmpersand() {
        super("mermaid-ampersand", Level.WARNING);
    }

    @Override
    List<Finding> checkFlowchart(Candidate candidate, DraftSection section, FencedBlock block) {
        List<Finding> findings = new ArrayList<>();
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
