package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.language.CodeRemark;
import io.github.answersheet.pack.Role;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A serious defect of the code under review, certain to the interpreter, that the issues listed do not name. */
final class CodeIssuesCover extends AnswerRule {

    private static final int MOST_LINES = 10_000;

    // A number alone will do: the language of the quiz may not be English. "3 to 5" and "3–5" mean what is between,
    // too.
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![\\w.])(\\d{1,4})(?:\\s*(?:-|–|—|to|through|bis|à|a|до)\\s*(\\d{1,4}))?(?![\\w])");

    private static final Pattern ITEM = Pattern.compile("(?m)^[ \\t]*\\d+[.)]\\s");

    CodeIssuesCover() {
        super("code-issues-cover", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        Optional<DraftSection> issues = answer.candidate().section(Role.ISSUES);
        if (answer.question().isEmpty()
                || issues.isEmpty()
                || issues.get().body().isBlank()) {
            return List.of();
        }
        String body = issues.get().body();
        BitSet lines = linesNamed(body);
        Predicate<CodeRemark> isNamed = remark -> lines.get(remark.line())
                || answer.pack().faultWords().getOrDefault(remark.topic(), List.of()).stream()
                        .anyMatch(word -> ThemeWord.isIn(body.toLowerCase(Locale.ROOT), word));
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
