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

/** Which of the Python themes an answer touches. */
final class PythonFocus extends NamedRule implements AnswerRule {

    private static final Map<String, Pattern> THEMES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "idioms",
                    Pattern.compile(
                            "pythonic|idiom|comprehension|generator|decorator|context manager|with statement|dataclass")),
            Map.entry(
                    "standard library",
                    Pattern.compile(
                            "pathlib|logging|subprocess|argparse|itertools|collections|concurrent\\.futures|contextlib")),
            Map.entry("errors, logs, resources", Pattern.compile("except|raise|logging|logger|with open")),
            Map.entry("performance", Pattern.compile("perform|memory|latency|faster|slower|o\\(n")),
            Map.entry("Python and Bash", Pattern.compile("bash|shell|awk|grep|xargs")),
            Map.entry("asyncio", Pattern.compile("asyncio|async def|await "))));

    PythonFocus() {
        super("python-focus", Level.INFO);
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
                this, touched.isEmpty() ? "touches none of the Python themes" : "Python themes touched: " + touched));
    }
}
