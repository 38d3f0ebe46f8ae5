package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fence that holds another of its length, so that the inner one ends it. */
final class NestedFence extends AnswerRule {

    private static final List<String> OF_MARKDOWN = List.of("", "markdown", "md", "text");
    private static final Pattern OPENING = Pattern.compile("(?m)^ {0,3}(`{3,}|~{3,})[ ]*[A-Za-z]+[ ]*$");

    NestedFence() {
        super("nested-fence", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            for (FencedBlock block : section.content().fences()) {
                Matcher inner = OPENING.matcher(block.code());
                if (OF_MARKDOWN.contains(block.language()) && inner.find() && closes(inner.group(1), block.fence())) {
                    findings.add(finding(
                            answer,
                            section,
                            block.offset(),
                            "this fence holds another of its length, which ends it too early; write it with "
                                    + block.fence() + block.fence().charAt(0)));
                }
            }
        }
        return findings;
    }

    private static boolean closes(String inner, String outer) {
        return inner.charAt(0) == outer.charAt(0) && inner.length() >= outer.length();
    }
}
