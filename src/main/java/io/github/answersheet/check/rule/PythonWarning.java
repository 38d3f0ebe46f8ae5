package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.List;

/** Python that compiles with a warning, such as for an invalid escape sequence. */
final class PythonWarning extends BlockRule {

    PythonWarning() {
        super("python-warning", Level.WARNING);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        return block.compiled().stream()
                .flatMap(compiled -> compiled.warnings().stream())
                .map(w -> finding(answer, block, w.line(), 1, "Python warns: " + w.message()))
                .toList();
    }
}
