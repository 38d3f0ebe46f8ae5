package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.python.CodeFact;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.quiz.CodeBlock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A rule about one kind of fact that the interpreter tells of the code of a solution. */
abstract class FactRule extends BlockRule {

    private final CodeFact.Kind kind;
    private final PythonInterpreter python;

    FactRule(CodeFact.Kind kind, Level level, PythonInterpreter python) {
        super(kind.id(), level);
        this.kind = kind;
        this.python = python;
    }

    /** Whether the fact is worth a finding here. */
    boolean matters(Candidate candidate, FencedBlock block, CodeFact fact) {
        return true;
    }

    /** Whether the name stands in another block of the answer or in the question's code, and may be bound or used there. */
    static boolean standsElsewhere(Candidate candidate, FencedBlock block, String name) {
        Pattern word = Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?!\\w)");
        Stream<String> blocks = candidate.draft().sections().stream()
                .flatMap(s -> s.content().fences().stream())
                .filter(other -> other != block && Languages.isPython(other))
                .map(FencedBlock::code);
        Stream<String> asked =
                candidate.question().stream().flatMap(q -> q.code().stream()).map(CodeBlock::code);
        return Stream.concat(blocks, asked).anyMatch(code -> word.matcher(code).find());
    }

    /** What an author should do. */
    abstract String advice(CodeFact fact);

    @Override
    final List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        boolean looked = SOLUTIONS.contains(section.label()) || section.label().equals("Testing Approach");
        if (looked
                && Languages.isPython(block)
                && python.compile(block.code()) instanceof Compilation.Compiled compiled) {
            return compiled.facts().facts().stream()
                    .filter(fact -> fact.kind() == kind
                            && !AskedFor.isIn(candidate, section.label(), fact)
                            && matters(candidate, block, fact))
                    .map(fact -> candidate.finding(
                            this, section, block, fact.line(), fact.column(), fact.message() + "; " + advice(fact)))
                    .toList();
        }
        return List.of();
    }
}
