package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.examine.Execution;
import io.github.answersheet.examine.Fault;

/** A module that does something when it is only imported. */
final class ImportSideEffect extends ExecutionRule {

    ImportSideEffect(Execution execution) {
        super("import-side-effect", Level.WARNING, Fault.Kind.IMPORT_SIDE_EFFECT, execution);
    }
}
