package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.FlowchartLine;
import java.util.List;

/** A rule about flowcharts; other diagrams have labels and connections of their own kinds. */
abstract class FlowchartRule extends BlockRule {

    FlowchartRule(String id, Level level) {
        super(id, level);
    }

    /** What is wrong with one flowchart. */
    abstract List<Finding> checkFlowchart(Candidate candidate, DraftSection section, FencedBlock block);

    @Override
    final List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        return Languages.isMermaid(block) && FlowchartLine.isFlowchart(block.code())
                ? checkFlowchart(candidate, section, block)
                : List.of();
    }
}
