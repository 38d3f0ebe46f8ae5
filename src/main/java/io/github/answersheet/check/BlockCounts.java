package io.github.answersheet.check;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.language.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many code blocks were checked and how many were not, so that nothing passes unseen.
 *
 * @param code by the language, in the order of the languages; those of which there is none are left out
 * @param others how many blocks nobody here can read, by their language
 */
public record BlockCounts(Map<Language, Count> code, Count diagrams, Map<String, Long> others) {

    public BlockCounts {
        code = Collections.unmodifiableMap(new LinkedHashMap<>(code));
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

    /** The blocks of some answers. */
    public static BlockCounts of(List<ExaminedAnswer> answers) {
        Map<Language, Count> code = new LinkedHashMap<>();
        for (Language language : Language.all()) {
            Count count = count(
                    answers,
                    block -> language.isRead()
                            && block.written().filter(language::equals).isPresent());
            if (count.checked() + count.unchecked() > 0) {
                code.put(language, count);
            }
        }
        return new BlockCounts(
                code,
                count(answers, FencedBlock::isDiagram),
                answers.stream()
                        .flatMap(BlockCounts::others)
                        .collect(Collectors.groupingBy(word -> word, Collectors.counting())));
    }

    private static Stream<String> others(ExaminedAnswer answer) {
        Stream<String> indented = answer.written().stream()
                .map(DraftSection::content)
                .flatMap(content -> content.indented().stream())
                .map(offset -> "indented");
        Stream<String> fenced = answer.blocks().stream()
                .map(ExaminedBlock::fence)
                .flatMap(block -> block.unread().or(() -> session(block, answer.isRun())).stream());
        return Stream.concat(fenced, indented);
    }

    // Sessions are checked by running them.
    private static Optional<String> session(FencedBlock block, boolean isRun) {
        return !isRun && (block.isPythonSession() || block.isShellSession())
                ? Optional.of(block.isPythonSession() ? "Python session" : "shell session")
                : Optional.empty();
    }

    /** How many blocks of a language were checked. */
    public long checked(Language language) {
        return code.containsKey(language) ? code.get(language).checked() : 0;
    }

    public long unchecked() {
        return code.values().stream().mapToLong(Count::unchecked).sum() + diagrams.unchecked() + sum(others);
    }

    private static Count count(List<ExaminedAnswer> answers, Predicate<FencedBlock> is) {
        List<ExaminedBlock> ofKind = answers.stream()
                .flatMap(answer -> answer.blocks().stream())
                .filter(block -> is.test(block.fence()))
                .toList();
        Map<String, Long> reasons = ofKind.stream()
                .flatMap(block -> block.unchecked().stream())
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
        return new Count(ofKind.size() - sum(reasons), reasons);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(n -> n).sum();
    }
}
