package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.execution.Execution;
import io.github.answersheet.execution.Fault;

/** A program that prints something, and an answer that does not show it. */
final class OutputNotShown extends ExecutionRule {

    OutputNotShown(Execution execution) {
        super("output-not-shown", Level.INFO, Fault.Kind.OUTPUT_NOT_SHOWN, execution);
    }
}
