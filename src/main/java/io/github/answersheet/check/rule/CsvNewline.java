package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A CSV file opened so that line ends may be doubled. */
final class CsvNewline extends FactRule {

    CsvNewline(PythonInterpreter python) {
        super(CodeFact.Kind.CSV_NEWLINE, Level.INFO, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "open it with newline=\"\"";
    }
}
