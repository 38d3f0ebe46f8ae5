package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;
import java.util.function.Predicate;

/** An except clause that also catches KeyboardInterrupt and SystemExit. */
final class BareExcept extends FactRule {

    BareExcept(PythonInterpreter python) {
        super(CodeFact.Kind.BARE_EXCEPT, Level.WARNING, python);
    }

    // Whatever it catches, it passes on.
    @Override
    boolean matters(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        return !fact.subject().equals("raises");
    }

    @Override
    String advice(CodeFact fact) {
        return "name the exceptions that can be handled here";
    }
}
