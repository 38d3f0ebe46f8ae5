package io.github.answersheet.check;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which rules apply, and how much their findings matter: as the rules say, until a pack or a user says otherwise. Immutable. */
public final class RuleSet {

    private static final String OFF = "off";

    private final List<Rule> rules;
    private final Map<String, String> settings;

    private RuleSet(List<Rule> rules, Map<String, String> settings) {
        this.rules = List.copyOf(rules);
        this.settings = Map.copyOf(settings);
    }

    /**
     * All of some rules, as they are.
     *
     * @param rules in the order in which they speak where several have something to say
     */
    public static RuleSet of(List<? extends Rule> rules) {
        return new RuleSet(new ArrayList<>(rules), Map.of());
    }

    /**
     * These rules where some are switched off or have another level; what is said later counts.
     *
     * @param more by the rule's id: {@code off}, or the level that all its findings get
     * @param where it is said, for messages
     * @throws InputException if there is no such rule or level, with all problems at once
     */
    public RuleSet with(Map<String, String> more, String where) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(settings);
        new TreeMap<>(more).forEach((id, setting) -> {
            String word = setting.strip().toLowerCase(Locale.ROOT);
            problem(id.strip(), word).ifPresent(why -> problems.add(Problem.of(where, why)));
            all.put(id.strip(), word);
        });
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new RuleSet(rules, all);
    }

    private Optional<String> problem(String id, String setting) {
        Optional<Rule> rule = rules.stream().filter(r -> r.id().equals(id)).findFirst();
        if (rule.isEmpty()) {
            List<String> ids = rules.stream().map(Rule::id).toList();
            return Optional.of("no rule is called " + id
                    + Spelling.nearest(id, ids)
                            .map(near -> "; the nearest is " + near)
                            .orElse(""));
        }
        if (!rule.get().mayBeSet()) {
            return Optional.of(id + " says that there is no answer at all; it stays as it is");
        }
        boolean isKnown = setting.equals(OFF)
                || Arrays.stream(Level.values()).anyMatch(l -> l.word().equals(setting));
        return isKnown
                ? Optional.empty()
                : Optional.of(id + " is off, info, warning or error, and not \"" + setting + "\"");
    }

    /** What was said otherwise than the rules say, by the rule's id. */
    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    /** The rules that apply, of one kind. */
    <T extends Rule> List<T> applying(Class<T> kind) {
        return rules.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(rule -> !OFF.equals(settings.get(rule.id())))
                .collect(Collectors.toUnmodifiableList());
    }

    /** The findings of a rule at the level that they have here. */
    List<Finding> weighed(Rule rule, List<Finding> findings) {
        String setting = settings.get(rule.id());
        if (setting == null) {
            return findings;
        }
        Level level = Level.valueOf(setting.toUpperCase(Locale.ROOT));
        return findings.stream().map(finding -> finding.at(level)).toList();
    }
}
