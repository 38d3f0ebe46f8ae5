package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A command line that is given to a shell. */
final class ShellTrue extends FactRule {

    ShellTrue(PythonInterpreter python) {
        super(CodeFact.Kind.SHELL_TRUE, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "pass the arguments as a list";
    }
}
