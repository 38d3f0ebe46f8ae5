package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Fault;

/** A program that prints something, and an answer that does not show it. */
final class OutputNotShown extends ExecutionRule {

    OutputNotShown(Execution execution) {
        super("output-not-shown", Level.INFO, Fault.Kind.OUTPUT_NOT_SHOWN, execution);
    }
}
