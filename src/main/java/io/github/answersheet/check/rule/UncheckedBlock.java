package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.Language;
import io.github.answersheet.mermaid.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A block that could not be checked, so that nothing is known of it. */
final class UncheckedBlock extends AnswerRule {

    UncheckedBlock() {
        super("unchecked-block", Level.INFO);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            for (ExaminedBlock block : answer.blocksOf(section)) {
                block.unchecked()
                        .or(() -> unread(block.fence(), answer.isRun()))
                        .map(why -> finding(answer, block, 0, 1, "this block was not checked: " + why)
                                .at(level(block)))
                        .ifPresent(findings::add);
            }
            for (int offset : section.content().indented()) {
                findings.add(
                        finding(answer, section, offset, "this indented block was not checked: it names no language"));
            }
        }
        return findings;
    }

    // A diagram that nobody could be asked about is not at fault; one that is too large is.
    private Level level(ExaminedBlock block) {
        boolean isItsFault = block.verdict().orElse(null) instanceof Verdict.Unchecked unchecked
                && unchecked.cause() != Verdict.Cause.UNAVAILABLE;
        return isItsFault ? Level.WARNING : level();
    }

    private static Optional<String> unread(FencedBlock fence, boolean isRun) {
        if (fence.isPythonSession() || fence.isShellSession()) {
            return isRun ? Optional.empty() : Optional.of("a session says something only when it is run");
        }
        Optional<Language> runnable = fence.written().filter(Language::isRun);
        if (runnable.isPresent() && isRun) {
            return Optional.empty();
        }
        return fence.unread().map(language -> {
            if (language.equals("no language")) {
                return "it names no language";
            }
            return runnable.map(known -> known + " says something only when it is run")
                    .orElse("nobody here reads " + language);
        });
    }
}
