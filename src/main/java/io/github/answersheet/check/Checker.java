package io.github.answersheet.check;

import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Examiner;
import io.github.answersheet.source.Defect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Has answers examined, and applies rules to what was found out. Thread-safe. */
public final class Checker {

    private static final Comparator<Finding> IN_READING_ORDER = Comparator.comparing(
                    (Finding f) -> f.position().line())
            .thenComparing(f -> f.position().column());

    private final Examiner examiner;
    private final DiagramFixes fixes;
    private final RuleSet rules;
    private final List<AnswerRule> answerRules;
    private final List<SheetRule> sheetRules;

    public Checker(Examiner examiner, RuleSet rules) {
        this.examiner = examiner;
        this.fixes = new DiagramFixes(examiner.grammar());
        this.rules = rules;
        this.answerRules = rules.applying(AnswerRule.class);
        this.sheetRules = rules.applying(SheetRule.class);
    }

    /** Checks one answer. */
    public Checked.Answer check(Candidate candidate) {
        return checked(examiner.examine(candidate));
    }

    /**
     * Checks one answer again, after a part of it was changed.
     *
     * @param before the same answer as it was
     */
    public Checked.Answer check(Candidate candidate, Checked.Answer before) {
        return checked(examiner.examine(candidate, before.answer()));
    }

    /** Checks a sheet and those of its answers that matter. */
    public Checked.Sheet check(SheetText sheet) {
        return checked(sheet, examiner.examine(sheet.wanted(), List.of()));
    }

    /**
     * Checks a sheet again, after a part of it was changed.
     *
     * @param before the same sheet as it was
     */
    public Checked.Sheet check(SheetText sheet, Checked.Sheet before) {
        return checked(sheet, examiner.examine(sheet.wanted(), before.answers()));
    }

    private Checked.Answer checked(ExaminedAnswer answer) {
        return new Checked.Answer(answer, findings(answer));
    }

    private Checked.Sheet checked(SheetText sheet, List<ExaminedAnswer> answers) {
        List<Finding> findings = new ArrayList<>();
        sheetRules.forEach(rule -> findings.addAll(found(rule, sheet)));
        findings.removeIf(finding ->
                finding.answer().filter(n -> !sheet.isWanted().test(n)).isPresent());
        answers.forEach(answer -> findings.addAll(findings(answer)));
        findings.sort(IN_READING_ORDER);
        return new Checked.Sheet(sheet, answers, findings);
    }

    private List<Finding> findings(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        answerRules.forEach(rule -> findings.addAll(found(rule, answer)));
        findings.sort(IN_READING_ORDER);
        return fixes.proven(answer, findings);
    }

    // A rule that throws says nothing of the answer, and must not be taken for one that is content.
    private List<Finding> found(AnswerRule rule, ExaminedAnswer answer) {
        try {
            return rules.weighed(rule, rule.check(answer));
        } catch (RuntimeException | Error e) {
            return List.of(rule.finding(answer, unchecked(e)).at(Level.ERROR));
        }
    }

    private List<Finding> found(SheetRule rule, SheetText sheet) {
        try {
            return rules.weighed(rule, rule.check(sheet));
        } catch (RuntimeException | Error e) {
            return List.of(rule.finding(sheet, sheet.source().position(0), Optional.empty(), unchecked(e))
                    .at(Level.ERROR));
        }
    }

    private static String unchecked(Throwable thrown) {
        return "this rule was not checked: " + Defect.of(thrown).getMessage();
    }
}
