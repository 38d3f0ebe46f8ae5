package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells which themes of a list an answer touches, by words. It judges nothing. */
abstract class FocusRule extends NamedRule implements AnswerRule {

    // No section that people write is longer.
    private static final int READ_AT_MOST = 200_000;

    private final String field;
    private final Map<String, Pattern> themes;

    /**
     * @param field what the themes are about
     * @param themes by name, with words in lower case that show them
     */
    FocusRule(String id, String field, Map<String, Pattern> themes) {
        super(id, Level.INFO);
        this.field = field;
        this.themes = new TreeMap<>(themes);
    }

    @Override
    public final List<Finding> check(Candidate candidate) {
        String words = candidate.written().stream()
                .map(s -> s.body()
                        .substring(0, Math.min(s.body().length(), READ_AT_MOST))
                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        String touched = themes.entrySet().stream()
                .filter(theme -> theme.getValue().matcher(words).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return List.of(candidate.finding(
                this,
                touched.isEmpty()
                        ? "touches none of the " + field + " themes"
                        : field + " themes touched: " + touched));
    }
}
