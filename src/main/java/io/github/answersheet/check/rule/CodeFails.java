package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Fault;

/** A program that raises, hangs or eats the machine when it is run. */
final class CodeFails extends ExecutionRule {

    CodeFails(Execution execution) {
        super("code-fails", Level.ERROR, Fault.Kind.CODE_FAILS, execution);
    }
}
