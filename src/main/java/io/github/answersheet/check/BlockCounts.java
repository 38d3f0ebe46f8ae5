package io.github.answersheet.check;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.Compilation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many code blocks were checked and how many were not, so that nothing passes unseen.
 *
 * @param others how many blocks nobody here can read, by their language
 */
public record BlockCounts(Count python, Count bash, Count diagrams, Map<String, Long> others) {

    public BlockCounts {
        others = Collections.unmodifiableMap(new TreeMap<>(others));
    }

    /**
     * @param checked by who knows the language, whatever the verdict
     * @param reasons why others were not, such as a missing program, and for how many blocks
     */
    public record Count(long checked, Map<String, Long> reasons) {
        public Count {
            reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        }

        public long unchecked() {
            return sum(reasons);
        }
    }

    /**
     * The blocks of some answers. What was asked before is not asked again.
     *
     * @param isRun whether code is run, so that sessions are
     */
    public static BlockCounts of(List<Candidate> answers, Languages languages, boolean isRun) {
        List<SectionBody> sections = answers.stream()
                .flatMap(a -> a.written().stream())
                .map(DraftSection::content)
                .toList();
        List<FencedBlock> blocks =
                sections.stream().flatMap(content -> content.fences().stream()).toList();
        return new BlockCounts(
                count(
                        blocks,
                        Languages::isPython,
                        b -> languages.python().compile(b.code()) instanceof Compilation.Unchecked unchecked
                                ? Optional.of(unchecked.reason())
                                : Optional.empty()),
                count(
                        blocks,
                        Languages::isBash,
                        b -> languages.bash().check(b.code()) instanceof BashSyntax.Unchecked unchecked
                                ? Optional.of(unchecked.reason())
                                : Optional.empty()),
                count(
                        blocks,
                        Languages::isMermaid,
                        b -> languages.mermaid().parse(b.code()) instanceof Verdict.Unchecked unchecked
                                ? Optional.of(unchecked.reason())
                                : Optional.empty()),
                others(sections, isRun));
    }

    private static Map<String, Long> others(List<SectionBody> sections, boolean isRun) {
        Stream<String> indented = sections.stream()
                .flatMap(content -> content.indented().stream())
                .map(offset -> "indented");
        Stream<String> fenced = sections.stream()
                .flatMap(content -> content.fences().stream())
                .flatMap(block -> block.unread().or(() -> session(block, isRun)).stream());
        return Stream.concat(fenced, indented).collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    }

    private static Optional<String> session(FencedBlock block, boolean isRun) {
        return !isRun && (block.isPythonSession() || block.isShellSession())
                ? Optional.of(block.isPythonSession() ? "Python session" : "shell session")
                : Optional.empty();
    }

    public long unchecked() {
        return python.unchecked() + bash.unchecked() + diagrams.unchecked() + sum(others);
    }

    private static Count count(
            List<FencedBlock> blocks, Predicate<FencedBlock> is, Function<FencedBlock, Optional<String>> unchecked) {
        List<FencedBlock> ofKind = blocks.stream().filter(is).toList();
        Map<String, Long> reasons = ofKind.stream()
                .flatMap(block -> unchecked.apply(block).stream())
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
        return new Count(ofKind.size() - sum(reasons), reasons);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }
}
