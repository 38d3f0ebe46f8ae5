package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.Compilation;
import java.util.List;

/** A block that could not be checked, so that nothing is known of it. */
final class UncheckedBlock extends BlockRule {

    private final Languages languages;

    UncheckedBlock(Languages languages) {
        super("unchecked-block", Level.INFO);
        this.languages = languages;
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        String reason = null;
        Level level = Level.INFO;
        if (Languages.isMermaid(block)
                && languages.mermaid().parse(block.code()) instanceof Verdict.Unchecked unchecked) {
            reason = unchecked.reason();
            // The other causes are the diagram's own fault.
            level = unchecked.cause() == Verdict.Cause.UNAVAILABLE ? Level.INFO : Level.WARNING;
        } else if (Languages.isPython(block)
                && languages.python().compile(block.code()) instanceof Compilation.Unchecked unchecked) {
            reason = unchecked.reason();
        } else if (Languages.isBash(block)
                && languages.bash().check(block.code()) instanceof BashSyntax.Unchecked unchecked) {
            reason = unchecked.reason();
        } else if (block.otherShell().isPresent()) {
            reason = "nobody here reads " + block.otherShell().get();
        }
        return reason == null
                ? List.of()
                : List.of(candidate
                        .finding(this, section, block, 0, 1, "this block was not checked: " + reason)
                        .at(level));
    }
}
