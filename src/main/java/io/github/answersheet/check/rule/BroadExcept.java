package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A handler of every exception that lets it vanish. */
final class BroadExcept extends FactRule {

    BroadExcept(PythonInterpreter python) {
        super(CodeFact.Kind.BROAD_EXCEPT, Level.WARNING, python);
    }

    // At the edge of a program a handler that logs or exits is right.
    @Override
    boolean matters(Candidate candidate, FencedBlock block, CodeFact fact) {
        return fact.subject().equals("silent");
    }

    @Override
    String advice(CodeFact fact) {
        return "name the exceptions that can be handled here, or log and raise";
    }
}
