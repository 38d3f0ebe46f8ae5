package io.github.answersheet.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
        answerRules.forEach(rule -> findings.addAll(rule.check(candidate)));
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
        sheetRules.forEach(rule -> findings.addAll(rule.check(sheet)));
        findings.removeIf(finding ->
                finding.answer().filter(n -> !sheet.isWanted().test(n)).isPresent());
        sheet.wanted().forEach(answer -> findings.addAll(check(answer)));
        findings.sort(IN_READING_ORDER);
        return findings;
    }
}
