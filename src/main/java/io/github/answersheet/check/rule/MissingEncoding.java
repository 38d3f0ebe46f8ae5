package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A text file whose encoding depends on the machine. */
final class MissingEncoding extends FactRule {

    MissingEncoding(PythonInterpreter python) {
        super(CodeFact.Kind.MISSING_ENCODING, Level.INFO, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "say encoding=\"utf-8\"";
    }
}
