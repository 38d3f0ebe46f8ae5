package io.github.answersheet.cli;

import io.github.answersheet.check.Languages;
import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.Compilation;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many blocks of a sheet were checked and how many were not, so that nothing passes unseen. */
record BlockCounts(String words) {

    static BlockCounts of(SheetText sheet, Languages languages) {
        List<FencedBlock> blocks = sheet.answers().stream()
                .flatMap(a -> a.written().stream())
                .flatMap(s -> s.content().fences().stream())
                .toList();
        List<String> parts = Stream.of(
                        count(
                                blocks,
                                Languages::isPython,
                                "Python block",
                                b -> languages.python().compile(b.code()) instanceof Compilation.Unchecked),
                        count(
                                blocks,
                                Languages::isBash,
                                "Bash block",
                                b -> languages.bash().check(b.code()) instanceof BashSyntax.Unchecked),
                        count(
                                blocks,
                                Languages::isMermaid,
                                "diagram",
                                b -> languages.mermaid().parse(b.code()) instanceof Verdict.Unchecked))
                .filter(part -> !part.isEmpty())
                .toList();
        return new BlockCounts(String.join(", ", parts));
    }

    private static String count(
            List<FencedBlock> blocks, Predicate<FencedBlock> is, String noun, Predicate<FencedBlock> unchecked) {
        long all = blocks.stream().filter(is).count();
        long not = blocks.stream().filter(is).filter(unchecked).count();
        if (all == 0) {
            return "";
        }
        String checked = InspectCommand.count(all - not, noun) + " checked";
        return not == 0 ? checked : checked + " (" + not + " UNCHECKED)";
    }
}
