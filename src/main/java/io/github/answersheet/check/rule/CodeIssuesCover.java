package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.language.CodeRemark;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A serious defect of the code under review, certain to the interpreter, that the issues listed do not name. */
final class CodeIssuesCover extends AnswerRule {

    private static final String LABEL = "Code Issues";
    private static final int MOST_LINES = 10_000;

    // A number alone will do: the language of the quiz may not be English. "3 to 5" and "3–5" mean what is between,
    // too.
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![\\w.])(\\d{1,4})(?:\\s*(?:-|–|—|to|through|bis|à|a|до)\\s*(\\d{1,4}))?(?![\\w])");

    private static final Pattern ITEM = Pattern.compile("(?m)^[ \\t]*\\d+[.)]\\s");

    private static final Map<String, Pattern> NAMED = Map.ofEntries(
            Map.entry("bare-except", Pattern.compile("except")),
            Map.entry("broad-except", Pattern.compile("except")),
            Map.entry("open-without-with", Pattern.compile("\\bwith\\b|clos|descriptor")),
            Map.entry("shell-true", Pattern.compile("shell")),
            Map.entry("os-system", Pattern.compile("shell|system|popen|inject")),
            Map.entry("missing-timeout", Pattern.compile("time-?\\s?out|hang|for ever|forever")),
            Map.entry("mutable-default", Pattern.compile("default")),
            Map.entry("hard-coded-secret", Pattern.compile("secret|password|token|key|credential")),
            Map.entry("eval-exec", Pattern.compile("eval|exec")),
            Map.entry("unsafe-yaml-load", Pattern.compile("yaml|safe_load")),
            Map.entry("sleep-in-async", Pattern.compile("sleep|event loop|block")),
            Map.entry("late-binding", Pattern.compile("clos|lambda|late")),
            Map.entry("missing-await", Pattern.compile("await")),
            Map.entry("finally-swallows", Pattern.compile("finally")),
            Map.entry("python-syntax", Pattern.compile("(?i)syntax|indent|pars")),
            Map.entry("bash-syntax", Pattern.compile("(?i)syntax|quot|pars")),
            Map.entry("code-syntax", Pattern.compile("(?i)syntax|keyword|typo|pars")));

    CodeIssuesCover() {
        super("code-issues-cover", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<DraftSection> issues = answer.draft().section(LABEL);
        if (answer.question().isEmpty()
                || issues.isEmpty()
                || issues.get().body().isBlank()) {
            return List.of();
        }
        String body = issues.get().body();
        BitSet lines = linesNamed(body);
        Predicate<CodeRemark> isNamed = remark -> lines.get(remark.line())
                || Optional.ofNullable(NAMED.get(remark.topic()))
                        .filter(words -> words.matcher(body).find())
                        .isPresent();
        return answer.remarksOnQuestion().stream()
                .filter(CodeRemark::serious)
                .filter(isNamed.negate())
                .map(remark -> finding(
                        answer,
                        issues.get(),
                        0,
                        "not named here is what the interpreter finds in the question's code, " + remark.sentence()
                                + "; add it with its line, or say why it does no harm"))
                .toList();
    }

    private static BitSet linesNamed(String text) {
        BitSet lines = new BitSet();
        Matcher numbers = NUMBERS.matcher(ITEM.matcher(text).replaceAll(""));
        while (numbers.find()) {
            int first = Integer.parseInt(numbers.group(1));
            int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
            if (first <= last && last < MOST_LINES) {
                lines.set(first, last + 1);
            }
        }
        return lines;
    }
}
