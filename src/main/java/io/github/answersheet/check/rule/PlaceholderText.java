package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of the template left where the answer should stand, such as {@code [Detailed explanation]}. */
final class PlaceholderText extends AnswerRule {

    // Words in brackets that are neither a link, nor a log level such as [ERROR], nor a Python list.
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![\\w\\]!\\\\])\\["
            + "(?:\\p{Lu}\\p{Ll}*(?:[ ,;:'’/()&.-]+[\\p{L}\\p{N}]+){2,}"
            + "|(?:Detailed|Brief|Full|Comprehensive|Appropriate|Deeper|Potential|Original|Line-by-line|Step-by-step|Other) [\\p{L} ]+"
            + "|(?:Issue|Consideration|Step|Case|Reason|Point) \\d+)[ .…]*](?![(\\[])");

    PlaceholderText() {
        super("placeholder-text", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.draft().sections()) {
            if (section.label().equals(answer.pack().question())) {
                continue;
            }
            for (ProseLine line : section.content().prose()) {
                if (line.text().indexOf('[') < 0) {
                    continue;
                }
                Matcher placeholder = PLACEHOLDER.matcher(line.text());
                if (placeholder.find() && !isLink(section, placeholder.group())) {
                    findings.add(finding(
                            answer,
                            section,
                            section.bodyPosition(line.offset() + placeholder.start()),
                            placeholder.group() + " is text of the template; write what it asks for"));
                }
            }
        }
        return findings;
    }

    // "[the manual]" is a link where the section defines it.
    private static boolean isLink(DraftSection section, String bracketed) {
        return section.body().contains("\n" + bracketed + ": ");
    }
}
