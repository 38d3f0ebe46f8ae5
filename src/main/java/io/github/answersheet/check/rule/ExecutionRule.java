package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.execution.Execution;
import io.github.answersheet.execution.Fault;
import java.util.ArrayList;
import java.util.List;

/** A rule about one kind of fault that shows when code is run. It finds nothing where nothing is run. */
abstract class ExecutionRule extends NamedRule implements AnswerRule {

    private final Fault.Kind kind;
    private final Execution execution;

    ExecutionRule(String id, Level level, Fault.Kind kind, Execution execution) {
        super(id, level);
        this.kind = kind;
        this.execution = execution;
    }

    @Override
    public final List<Finding> check(Candidate candidate) {
        List<DraftSection> written = candidate.written();
        List<Finding> findings = new ArrayList<>();
        for (var run : execution.of(candidate.code())) {
            for (Fault fault : run.faults()) {
                if (fault.kind() == kind) {
                    DraftSection section = written.get(fault.section());
                    Finding finding = candidate.finding(this, section, fault.block(), fault.line(), 1, fault.message());
                    findings.add(
                            fault.other().isPresent()
                                    ? finding.orIn(written.get(fault.other().getAsInt())
                                            .label())
                                    : finding);
                }
            }
        }
        return findings;
    }
}
