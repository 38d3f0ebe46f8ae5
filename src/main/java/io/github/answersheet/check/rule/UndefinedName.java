package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;

/** A name that nothing defines, so that the code cannot run. */
final class UndefinedName extends FactRule {

    UndefinedName(PythonInterpreter python) {
        super(CodeFact.Kind.UNDEFINED_NAME, Level.ERROR, python);
    }

    // An answer may show its program in several blocks; a later one uses names of an earlier.
    @Override
    boolean matters(Candidate candidate, FencedBlock block, CodeFact fact) {
        return !standsElsewhere(candidate, block, fact.subject());
    }

    @Override
    String advice(CodeFact fact) {
        return "import or define it";
    }
}
