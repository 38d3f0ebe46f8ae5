package io.github.answersheet.check.rule;

import io.github.answersheet.check.Level;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.PythonInterpreter;
import java.util.function.Predicate;

/** An import that nothing uses. */
final class UnusedImport extends FactRule {

    UnusedImport(PythonInterpreter python) {
        super(CodeFact.Kind.UNUSED_IMPORT, Level.WARNING, python);
    }

    // Some imports work by being there; some serve another block of the answer.
    @Override
    boolean matters(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        String name = fact.subject();
        return !name.equals("readline")
                && !name.equals("annotations")
                && !standsElsewhere.test(name.substring(name.lastIndexOf('.') + 1));
    }

    @Override
    String advice(CodeFact fact) {
        return "remove it";
    }
}
