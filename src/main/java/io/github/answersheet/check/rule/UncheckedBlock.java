package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.Compilation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A block that could not be checked, so that nothing is known of it. */
final class UncheckedBlock extends NamedRule implements AnswerRule {

    private final Languages languages;
    private final boolean isRun;

    /** @param isRun whether code is run, which sessions are checked by */
    UncheckedBlock(Languages languages, boolean isRun) {
        super("unchecked-block", Level.INFO);
        this.languages = languages;
        this.isRun = isRun;
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            for (FencedBlock block : section.content().fences()) {
                if (Languages.isMermaid(block)) {
                    if (languages.mermaid().parse(block.code()) instanceof Verdict.Unchecked unchecked) {
                        // The other causes are the diagram's own fault.
                        boolean isNobodyThere = unchecked.cause() == Verdict.Cause.UNAVAILABLE;
                        findings.add(unchecked(candidate, section, block, unchecked.reason())
                                .at(isNobodyThere ? Level.INFO : Level.WARNING));
                    }
                } else {
                    reason(block).ifPresent(why -> findings.add(unchecked(candidate, section, block, why)));
                }
            }
            for (int offset : section.content().indented()) {
                findings.add(candidate.finding(
                        this, section, offset, "this indented block was not checked: it names no language"));
            }
        }
        return findings;
    }

    private Finding unchecked(Candidate candidate, DraftSection section, FencedBlock block, String reason) {
        return candidate.finding(this, section, block, 0, 1, "this block was not checked: " + reason);
    }

    private Optional<String> reason(FencedBlock block) {
        if (Languages.isPython(block)) {
            return languages.python().compile(block.code()) instanceof Compilation.Unchecked unchecked
                    ? Optional.of(unchecked.reason())
                    : Optional.empty();
        }
        if (Languages.isBash(block)) {
            return languages.bash().check(block.code()) instanceof BashSyntax.Unchecked unchecked
                    ? Optional.of(unchecked.reason())
                    : Optional.empty();
        }
        if (block.isPythonSession() || block.isShellSession()) {
            return isRun ? Optional.empty() : Optional.of("a session says something only when it is run");
        }
        return block.unread()
                .map(language ->
                        language.equals("no language") ? "it names no language" : "nobody here reads " + language);
    }
}
