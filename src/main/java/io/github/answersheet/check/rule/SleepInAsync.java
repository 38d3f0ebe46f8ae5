package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A pause that stops every task of the event loop. */
final class SleepInAsync extends FactRule {

    SleepInAsync(PythonInterpreter python) {
        super(CodeFact.Kind.SLEEP_IN_ASYNC, Level.WARNING, python);
    }

    @Override
    String advice(CodeFact fact) {
        return "await asyncio.sleep instead";
    }
}
