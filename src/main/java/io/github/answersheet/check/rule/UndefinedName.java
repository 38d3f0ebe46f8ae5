package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;
import java.util.function.Predicate;

/** A name that nothing defines, so that the code cannot run. */
final class UndefinedName extends FactRule {

    UndefinedName(PythonInterpreter python) {
        super(CodeFact.Kind.UNDEFINED_NAME, Level.ERROR, python);
    }

    // An answer may show its program in several blocks; a later one uses names of an earlier.
    @Override
    boolean matters(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        return !standsElsewhere.test(fact.subject());
    }

    @Override
    String advice(CodeFact fact) {
        return "import or define it";
    }
}
