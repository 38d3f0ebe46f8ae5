package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** An import that nothing uses. */
final class UnusedImport extends FactRule {

    UnusedImport(PythonInterpreter python) {
        super(CodeFact.Kind.UNUSED_IMPORT, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "remove it";
    }
}
