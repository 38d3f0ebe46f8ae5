package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** Data that is run as code. */
final class EvalExec extends FactRule {

    EvalExec(PythonInterpreter python) {
        super(CodeFact.Kind.EVAL_EXEC, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "parse it, for example with ast.literal_eval or json";
    }
}
