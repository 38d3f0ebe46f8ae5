package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.mermaid.Flowchart;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;

/** A rule about how flowcharts are written; other diagrams have labels and connections of their own kinds. */
abstract class FlowchartRule extends BlockRule {

    FlowchartRule(String id, Level level) {
        super(id, level);
    }

    /**
     * What is wrong with one flowchart.
     *
     * @param isValid whether Mermaid accepts it; else only what adds quotes can be a fix of it
     */
    abstract List<Finding> check(Place place, Flowchart flowchart, boolean isValid);

    @Override
    final List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        return block.flowchart()
                .map(flowchart -> check(
                        new Place(this, answer, block),
                        flowchart,
                        block.verdict().orElse(null) instanceof Verdict.Valid))
                .orElseGet(List::of);
    }

    /** A flowchart in its answer, for findings and fixes at offsets of its code. */
    record Place(FlowchartRule rule, ExaminedAnswer answer, ExaminedBlock block) {

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
            return rule.finding(answer, block, line(offset), before(offset).length() + 1, message);
        }

        /** The finding with a replacement, if what is replaced stands on one line. */
        Finding fixed(Finding finding, int start, int length, String replacement) {
            boolean isOnOneLine = block.code().substring(start, start + length).indexOf('\n') < 0;
            return isOnOneLine
                    ? finding.with(CodeFix.replace(
                            block.section(),
                            block.fence(),
                            line(start),
                            before(start).length() + 1,
                            length,
                            replacement))
                    : finding;
        }

        /** The finding with lines in the place of what stands on one line, indented as that line is. */
        Finding split(Finding finding, int start, int length, List<String> lines) {
            boolean isOnOneLine = block.code().substring(start, start + length).indexOf('\n') < 0;
            return isOnOneLine
                    ? finding.with(CodeFix.lines(
                            block.section(),
                            block.fence(),
                            line(start),
                            before(start).length() + 1,
                            length,
                            lines))
                    : finding;
        }
    }
}
