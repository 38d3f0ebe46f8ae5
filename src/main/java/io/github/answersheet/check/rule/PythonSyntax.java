package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.Compilation;
import java.util.List;

/** Python that Python does not compile. */
final class PythonSyntax extends BlockRule {

    PythonSyntax() {
        super("python-syntax", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (block.compilation().orElse(null) instanceof Compilation.SyntaxError error) {
            Finding finding = finding(
                    answer, block, error.line(), error.column(), "Python does not compile this: " + error.message());
            // Elsewhere a block may be a few lines torn from a program.
            return List.of(block.isSolution() || block.isAmongTests() ? finding : finding.at(Level.WARNING));
        }
        return List.of();
    }
}
