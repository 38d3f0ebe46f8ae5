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

/** Code of a solution without a single comment. */
final class CodeComments extends BlockRule {

    private final PythonInterpreter python;
    private static final int LONG_ENOUGH = 12;

    CodeComments(PythonInterpreter python) {
        super("code-comments", Level.WARNING);
        this.python = python;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        boolean looked = SOLUTIONS.contains(section.label()) && Languages.isPython(block);
        if (looked
                && block.code().lines().filter(l -> !l.isBlank()).count() > LONG_ENOUGH
                && python.compile(block.code()) instanceof Compilation.Compiled compiled
                && !compiled.facts().hasComments()) {
            return List.of(candidate.finding(
                    this,
                    section,
                    block,
                    1,
                    1,
                    "this code has no comment; say why the steps that surprise are as they are"));
        }
        return List.of();
    }
}
