package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.Ruff;
import java.util.List;
import java.util.Set;

/** What the linter ruff says of a solution, where it is installed. */
final class RuffRemark extends BlockRule {

    // What rules of their own already say: syntax, undefined names, unused imports, bare except.
    private static final Set<String> SAID_ALREADY =
            Set.of("", "null", "E999", "F821", "F401", "E722", "invalid-syntax");

    private final Ruff ruff;

    RuffRemark(Ruff ruff) {
        super("ruff-remark", Level.INFO);
        this.ruff = ruff;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!SOLUTIONS.contains(section.label()) || !Languages.isPython(block)) {
            return List.of();
        }
        return ruff.remarks(block.code()).stream()
                .filter(remark -> !SAID_ALREADY.contains(remark.code()))
                .map(remark -> candidate.finding(
                        this,
                        section,
                        block,
                        remark.line(),
                        remark.column(),
                        "ruff " + remark.code() + ": " + remark.message()))
                .toList();
    }
}
