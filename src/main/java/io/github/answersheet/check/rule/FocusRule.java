package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells which themes of a list an answer touches, by words. It judges nothing. */
final class FocusRule extends AnswerRule {

    static final FocusRule SRE = new FocusRule(
            "sre-focus",
            "SRE",
            Map.of(
                    "reliability",
                    List.of("reliab", "outage", "availab", "fail"),
                    "observability",
                    List.of("metric", "log field", "observab", "trace", "tracing", "dashboard", "alert"),
                    "automation",
                    List.of("automat", "idempot", "dry run", "dry-run", "dry_run", "unattended"),
                    "scaling",
                    List.of("scale", "scaling", "concurren", "hosts", "fleet", "throughput"),
                    "security",
                    List.of("secur", "secret", "privilege", "credential", "permission", "inject"),
                    "error budgets",
                    List.of("error budget", "slo|", "sli|", "burn"),
                    "toil",
                    List.of("toil", "by hand", "manual")));
    static final FocusRule PYTHON = new FocusRule(
            "python-focus",
            "Python",
            Map.of(
                    "idioms",
                    List.of(
                            "pythonic",
                            "idiom",
                            "comprehension",
                            "generator",
                            "decorator",
                            "context manager",
                            "with statement",
                            "dataclass"),
                    "standard library",
                    List.of(
                            "pathlib",
                            "logging",
                            "subprocess",
                            "argparse",
                            "itertools",
                            "collections",
                            "concurrent.futures",
                            "contextlib"),
                    "errors, logs, resources",
                    List.of("except", "raise", "logging", "logger", "with open"),
                    "performance",
                    List.of("perform", "memory", "latency", "faster", "slower", "o(n"),
                    "Python and Bash",
                    List.of("bash", "shell", "awk", "grep", "xargs"),
                    "asyncio",
                    List.of("asyncio", "async def", "await ")));

    // No section that people write is longer.
    private static final int READ_AT_MOST = 200_000;

    private static final int THREES = 1 << 15;

    private final String field;
    private final Map<String, List<String>> themes;

    /**
     * @param field what the themes are about
     * @param themes by name, with words or parts of words in lower case that show them; one with a {@code |} behind it is whole
     */
    private FocusRule(String id, String field, Map<String, List<String>> themes) {
        super(id, Level.INFO);
        this.field = field;
        this.themes = new TreeMap<>(themes);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        String words = answer.written().stream()
                .map(s -> s.body().substring(0, Math.min(s.body().length(), READ_AT_MOST)))
                .map(FocusRule::plain)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        boolean[] threes = threes(words);
        String touched = themes.entrySet().stream()
                .filter(theme ->
                        theme.getValue().stream().anyMatch(word -> mayContain(threes, word) && contains(words, word)))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return List.of(finding(
                answer,
                touched.isEmpty()
                        ? "touches none of the " + field + " themes"
                        : field + " themes touched: " + touched));
    }

    // The words sought are ASCII, and text of single bytes is searched several times faster.
    private static String plain(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    // Which threes of letters the text has: few words are looked for that it has not. Of each letter the last five bits
    // count.
    private static boolean[] threes(String text) {
        boolean[] threes = new boolean[THREES];
        int three = 0;
        for (int i = 0; i < text.length(); i++) {
            three = next(three, text.charAt(i));
            threes[three] = true;
        }
        return threes;
    }

    private static boolean mayContain(boolean[] threes, String word) {
        int three = 0;
        for (int i = 0; i < word.length() && word.charAt(i) != '|'; i++) {
            three = next(three, word.charAt(i));
            if (i > 1 && !threes[three]) {
                return false;
            }
        }
        return true;
    }

    private static int next(int three, char letter) {
        return (three << 5 | letter & 31) & THREES - 1;
    }

    // Looking for plain words is many times faster than an alternation, and every answer is looked through.
    private static boolean contains(String text, String word) {
        if (!word.endsWith("|")) {
            return text.contains(word);
        }
        String whole = word.substring(0, word.length() - 1);
        for (int at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1)) {
            int end = at + whole.length();
            if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) {
                return true;
            }
        }
        return false;
    }
}
