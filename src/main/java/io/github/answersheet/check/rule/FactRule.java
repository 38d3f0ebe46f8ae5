package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.Facts;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.quiz.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule about one kind of fact that the interpreter tells of the code of a solution. */
abstract class FactRule extends NamedRule implements AnswerRule {

    private static final Pattern WORD = Pattern.compile("(?<![\\w.])\\w+");

    private final CodeFact.Kind kind;
    private final PythonInterpreter python;

    FactRule(CodeFact.Kind kind, Level level, PythonInterpreter python) {
        super(kind.id(), level);
        this.kind = kind;
        this.python = python;
    }

    /**
     * Whether the fact is worth a finding here.
     *
     * @param standsElsewhere whether a name stands in another block of the answer or in the question's code, and may be
     *     bound or used there
     */
    boolean matters(FencedBlock block, CodeFact fact, Predicate<String> standsElsewhere) {
        return true;
    }

    /** What an author should do. */
    abstract String advice(CodeFact fact);

    @Override
    public final List<Finding> check(Candidate candidate) {
        Map<String, Integer> blocksWith = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            boolean looked = BlockRule.SOLUTIONS.contains(section.label())
                    || section.label().equals("Testing Approach");
            for (FencedBlock block : looked ? section.content().fences() : List.<FencedBlock>of()) {
                if (Languages.isPython(block)
                        && python.compile(block.code()) instanceof Compilation.Compiled compiled) {
                    findings.addAll(check(candidate, section, block, compiled.facts(), blocksWith));
                }
            }
        }
        return findings;
    }

    private List<Finding> check(
            Candidate candidate,
            DraftSection section,
            FencedBlock block,
            Facts facts,
            Map<String, Integer> blocksWith) {
        Set<String> own = new HashSet<>();
        Predicate<String> standsElsewhere = name -> {
            if (blocksWith.isEmpty()) {
                codeOf(candidate).forEach(code -> words(code).forEach(word -> blocksWith.merge(word, 1, Integer::sum)));
            }
            if (own.isEmpty()) {
                own.addAll(words(block.code()));
            }
            return blocksWith.getOrDefault(name, 0) > (own.contains(name) ? 1 : 0);
        };
        return facts.facts().stream()
                .filter(fact -> fact.kind() == kind
                        && !AskedFor.isIn(candidate, section.label(), fact)
                        && matters(block, fact, standsElsewhere))
                .map(fact -> candidate.finding(
                        this, section, block, fact.line(), fact.column(), fact.message() + "; " + advice(fact)))
                .toList();
    }

    private static Stream<String> codeOf(Candidate candidate) {
        Stream<String> blocks = candidate.draft().sections().stream()
                .flatMap(s -> s.content().fences().stream())
                .filter(Languages::isPython)
                .map(FencedBlock::code);
        Stream<String> asked =
                candidate.question().stream().flatMap(q -> q.code().stream()).map(CodeBlock::code);
        return Stream.concat(blocks, asked);
    }

    private static Set<String> words(String code) {
        return WORD.matcher(code).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
