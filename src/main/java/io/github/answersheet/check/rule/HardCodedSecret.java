package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A secret that stands in the code. */
final class HardCodedSecret extends FactRule {

    HardCodedSecret(PythonInterpreter python) {
        super(CodeFact.Kind.HARD_CODED_SECRET, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "read it from the environment or a secret store";
    }
}
