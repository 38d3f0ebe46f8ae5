package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Fault;

/** Output that the answer shows and the program does not print. */
final class OutputDiffers extends ExecutionRule {

    OutputDiffers(Execution execution) {
        super("output-differs", Level.ERROR, Fault.Kind.OUTPUT_DIFFERS, execution);
    }
}
