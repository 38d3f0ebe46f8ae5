package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A call that may wait for ever. */
final class MissingTimeout extends FactRule {

    MissingTimeout(PythonInterpreter python) {
        super(CodeFact.Kind.MISSING_TIMEOUT, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "give it a timeout, or a comment that says why it may wait";
    }
}
