package io.github.answersheet.check;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.Compilation;
import java.util.List;
import java.util.function.Predicate;

/** How many code blocks were checked and how many were not, so that nothing passes unseen. */
public record BlockCounts(Count python, Count bash, Count diagrams) {

    /**
     * @param checked by who knows the language, whatever the verdict
     * @param unchecked because nobody could be asked
     */
    public record Count(long checked, long unchecked) {}

    /** The blocks of some answers. What was asked before is not asked again. */
    public static BlockCounts of(List<Candidate> answers, Languages languages) {
        List<FencedBlock> blocks = answers.stream()
                .flatMap(a -> a.written().stream())
                .map(DraftSection::content)
                .flatMap(content -> content.fences().stream())
                .toList();
        return new BlockCounts(
                count(
                        blocks,
                        Languages::isPython,
                        b -> languages.python().compile(b.code()) instanceof Compilation.Unchecked),
                count(
                        blocks,
                        b -> Languages.isBash(b) || b.otherShell().isPresent(),
                        b -> b.otherShell().isPresent()
                                || languages.bash().check(b.code()) instanceof BashSyntax.Unchecked),
                count(
                        blocks,
                        Languages::isMermaid,
                        b -> languages.mermaid().parse(b.code()) instanceof Verdict.Unchecked));
    }

    public long unchecked() {
        return python.unchecked() + bash.unchecked() + diagrams.unchecked();
    }

    private static Count count(List<FencedBlock> blocks, Predicate<FencedBlock> is, Predicate<FencedBlock> unchecked) {
        List<FencedBlock> ofKind = blocks.stream().filter(is).toList();
        long not = ofKind.stream().filter(unchecked).count();
        return new Count(ofKind.size() - not, not);
    }
}
