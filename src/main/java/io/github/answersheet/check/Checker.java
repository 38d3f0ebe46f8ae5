package io.github.answersheet.check;

import io.github.answersheet.source.Defect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applies rules. Thread-safe. */
public final class Checker {

    private static final Comparator<Finding> IN_READING_ORDER = Comparator.comparing(
                    (Finding f) -> f.position().line())
            .thenComparing(f -> f.position().column());

    private final List<AnswerRule> answerRules;
    private final List<SheetRule> sheetRules;
    private final List<FixProof> proofs;

    /**
     * @param rules in the order in which they speak where several have something to say
     */
    public Checker(List<Rule> rules) {
        this.answerRules = rules.stream()
                .filter(AnswerRule.class::isInstance)
                .map(AnswerRule.class::cast)
                .toList();
        this.proofs = rules.stream()
                .filter(FixProof.class::isInstance)
                .map(FixProof.class::cast)
                .toList();
        this.sheetRules = rules.stream()
                .filter(SheetRule.class::isInstance)
                .map(SheetRule.class::cast)
                .toList();
    }

    /** All findings on one answer, in reading order. */
    public List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        answerRules.forEach(rule -> findings.addAll(found(rule, candidate)));
        findings.sort(IN_READING_ORDER);
        List<Finding> proven = findings;
        for (FixProof proof : proofs) {
            proven = proof.proven(candidate, proven);
        }
        return proven;
    }

    /** All findings on a sheet and those of its answers that matter, in reading order. */
    public List<Finding> check(SheetText sheet) {
        List<Finding> findings = new ArrayList<>();
        sheetRules.forEach(rule -> findings.addAll(found(rule, sheet)));
        findings.removeIf(finding ->
                finding.answer().filter(n -> !sheet.isWanted().test(n)).isPresent());
        sheet.wanted().forEach(answer -> findings.addAll(check(answer)));
        findings.sort(IN_READING_ORDER);
        return findings;
    }

    // A rule that throws says nothing of the answer, and must not be taken for one that is content.
    private static List<Finding> found(AnswerRule rule, Candidate candidate) {
        try {
            return rule.check(candidate);
        } catch (RuntimeException | Error e) {
            return List.of(candidate.finding(rule, unchecked(e)).at(Level.ERROR));
        }
    }

    private static List<Finding> found(SheetRule rule, SheetText sheet) {
        try {
            return rule.check(sheet);
        } catch (RuntimeException | Error e) {
            return List.of(new Finding(
                    rule.id(),
                    Level.ERROR,
                    sheet.source().name(),
                    sheet.source().position(0),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    unchecked(e),
                    Optional.empty()));
        }
    }

    private static String unchecked(Throwable thrown) {
        return "this rule was not checked: " + Defect.of(thrown).getMessage();
    }
}
