package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Flowchart;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;

/** A rule about how flowcharts are written; other diagrams have labels and connections of their own kinds. */
abstract class FlowchartRule extends BlockRule {

    private final MermaidGrammar mermaid;

    FlowchartRule(String id, Level level, MermaidGrammar mermaid) {
        super(id, level);
        this.mermaid = mermaid;
    }

    /**
     * What is wrong with one flowchart.
     *
     * @param isValid whether Mermaid accepts it; else only what adds quotes can be a fix of it
     */
    abstract List<Finding> check(Place place, Flowchart flowchart, boolean isValid);

    @Override
    final List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        return mermaid.flowchart(block.code())
                .map(flowchart -> check(
                        new Place(this, candidate, section, block),
                        flowchart,
                        mermaid.parse(block.code()) instanceof Verdict.Valid))
                .orElseGet(List::of);
    }

    /** A flowchart in its answer, for findings and fixes at offsets of its code. */
    record Place(FlowchartRule rule, Candidate candidate, DraftSection section, FencedBlock block) {

        int line(int offset) {
            return (int) block.code()
                            .substring(0, offset)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
        }

        /** The text of the line, from its start to an offset. */
        String before(int offset) {
            return block.code().substring(block.code().lastIndexOf('\n', offset - 1) + 1, offset);
        }

        Finding finding(int offset, String message) {
            return candidate.finding(
                    rule, section, block, line(offset), before(offset).length() + 1, message);
        }

        /** The finding with a replacement, if what is replaced stands on one line. */
        Finding fixed(Finding finding, int start, int length, String replacement) {
            boolean isOnOneLine = block.code().substring(start, start + length).indexOf('\n') < 0;
            return isOnOneLine
                    ? finding.with(CodeFix.replace(
                            section, block, line(start), before(start).length() + 1, length, replacement))
                    : finding;
        }

        /** The finding with lines in the place of what stands on one line, indented as that line is. */
        Finding split(Finding finding, int start, int length, List<String> lines) {
            boolean isOnOneLine = block.code().substring(start, start + length).indexOf('\n') < 0;
            return isOnOneLine
                    ? finding.with(CodeFix.lines(
                            section, block, line(start), before(start).length() + 1, length, lines))
                    : finding;
        }
    }
}
