package io.github.answersheet.check;

import java.util.Comparator;
import java.util.List;

/** Applies rules to candidates. Thread-safe. */
public final class Checker {

    private final List<Rule> rules;

    public Checker(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** All findings, in reading order; findings at one place in the order of the rules. */
    public List<Finding> check(Candidate candidate) {
        return rules.stream()
                .flatMap(rule -> rule.check(candidate).stream())
                .sorted(Comparator.comparing((Finding f) -> f.position().line())
                        .thenComparing(f -> f.position().column()))
                .toList();
    }
}
