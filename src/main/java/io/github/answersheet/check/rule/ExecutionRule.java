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
        for (var run : execution.of(written)) {
            for (Fault fault : run.faults()) {
                if (fault.kind() == kind) {
                    findings.add(candidate.finding(
                            this, written.get(run.section()), run.block(), fault.line(), 1, fault.message()));
                }
            }
        }
        return findings;
    }
}
