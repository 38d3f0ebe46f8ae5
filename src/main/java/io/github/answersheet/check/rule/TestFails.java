package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Fault;

/** A test of the answer that its own solution does not pass. */
final class TestFails extends ExecutionRule {

    TestFails(Execution execution) {
        super("test-fails", Level.ERROR, Fault.Kind.TEST_FAILS, execution);
    }
}
