package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A file that is opened outside of a with statement. */
final class OpenWithoutWith extends FactRule {

    OpenWithoutWith(PythonInterpreter python) {
        super(CodeFact.Kind.OPEN_WITHOUT_WITH, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "use a with statement, which closes it also when something fails";
    }
}
