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

/** Which of the SRE themes an answer touches. */
final class SreFocus extends NamedRule implements AnswerRule {

    private static final Map<String, Pattern> THEMES = new TreeMap<>(Map.ofEntries(
            Map.entry("reliability", Pattern.compile("reliab|outage|availab|fail")),
            Map.entry("observability", Pattern.compile("metric|log field|observab|trac(?:e|ing)|dashboard|alert")),
            Map.entry("automation", Pattern.compile("automat|idempot|dry.run|unattended")),
            Map.entry("scaling", Pattern.compile("scal(?:e|ing)|concurren|hosts|fleet|throughput")),
            Map.entry("security", Pattern.compile("secur|secret|privilege|credential|permission|inject")),
            Map.entry("error budgets", Pattern.compile("error budget|slo\\b|sli\\b|burn")),
            Map.entry("toil", Pattern.compile("toil|by hand|manual"))));

    SreFocus() {
        super("sre-focus", Level.INFO);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        String words = candidate.written().stream()
                .map(s -> s.body().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("\n"));
        String touched = THEMES.entrySet().stream()
                .filter(theme -> theme.getValue().matcher(words).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return List.of(candidate.finding(
                this, touched.isEmpty() ? "touches none of the SRE themes" : "SRE themes touched: " + touched));
    }
}
