package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Fix;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A code fence that is never closed, so that the rest of the sheet becomes code. */
final class UnclosedFence extends AnswerRule {

    private static final List<String> OF_MARKDOWN = List.of("markdown", "md", "text");

    UnclosedFence() {
        super("unclosed-fence", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        String titles = answer.pack().wordsByLanguage().values().stream()
                .map(words -> Pattern.quote(words.answer()))
                .collect(Collectors.joining("|"));
        Pattern next = Pattern.compile("(?m)^#{1,6} (?:" + titles + ") ?\\d+\\b.{0,60}|^\\*\\*"
                + Pattern.quote(answer.pack().question()) + ":\\*\\*");
        for (DraftSection section : answer.written()) {
            long last = section.body().lines().count();
            for (FencedBlock block : section.content().fences()) {
                Matcher swallowed = next.matcher(block.code());
                if (swallowed.find() && !OF_MARKDOWN.contains(block.language())) {
                    findings.add(finding(
                            answer,
                            section,
                            block.offset(),
                            "this " + block.fence() + " is not closed where it should be; \""
                                    + swallowed.group().strip() + "\" has become code"));
                    continue;
                }
                boolean swallows = block.lastLine() >= last;
                if (!block.closed() && swallows) {
                    int end = section.bodyOffset() + section.body().length();
                    findings.add(finding(
                                    answer,
                                    section,
                                    block.offset(),
                                    "this " + block.fence() + " is never closed; everything after it becomes code")
                            .with(Fix.replace(end, 0, "\n" + " ".repeat(block.indentation()) + block.fence())));
                }
            }
        }
        return findings;
    }
}
