package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A default argument that all calls share. */
final class MutableDefault extends FactRule {

    MutableDefault(PythonInterpreter python) {
        super(CodeFact.Kind.MUTABLE_DEFAULT, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "take None as default and make the value inside";
    }
}
