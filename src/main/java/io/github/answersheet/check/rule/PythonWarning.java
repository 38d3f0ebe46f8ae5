package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.PythonInterpreter;
import java.util.List;

/** Python that compiles with a warning, such as for an invalid escape sequence. */
final class PythonWarning extends BlockRule {

    private final PythonInterpreter python;

    PythonWarning(PythonInterpreter python) {
        super("python-warning", Level.WARNING);
        this.python = python;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (Languages.isPython(block) && python.compile(block.code()) instanceof Compilation.Compiled compiled) {
            return compiled.warnings().stream()
                    .map(w -> candidate.finding(this, section, block, w.line(), 1, "Python warns: " + w.message()))
                    .toList();
        }
        return List.of();
    }
}
