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

/** Python that Python does not compile. */
final class PythonSyntax extends BlockRule {

    private final PythonInterpreter python;

    PythonSyntax(PythonInterpreter python) {
        super("python-syntax", Level.ERROR);
        this.python = python;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (Languages.isPython(block) && python.compile(block.code()) instanceof Compilation.SyntaxError error) {
            Finding finding = candidate.finding(
                    this,
                    section,
                    block,
                    error.line(),
                    error.column(),
                    "Python does not compile this: " + error.message());
            return List.of(SOLUTIONS.contains(section.label()) ? finding : finding.at(fragmentLevel(section)));
        }
        return List.of();
    }

    // Outside of solutions a block may be a few lines torn from a program.
    private static Level fragmentLevel(DraftSection section) {
        return section.label().equals("Testing Approach") ? Level.ERROR : Level.WARNING;
    }
}
