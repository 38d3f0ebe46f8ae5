package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line break in a diagram that is not written as the self-closing tag. */
final class MermaidLineBreak extends BlockRule {

    private static final Pattern BREAK = Pattern.compile("<br\\s*>|</br\\s*>|<BR\\s*/?>");

    MermaidLineBreak() {
        super("mermaid-line-break", Level.ERROR);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String[] lines = block.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher tag = BREAK.matcher(lines[i]);
            while (tag.find()) {
                findings.add(candidate
                        .finding(
                                this,
                                section,
                                block,
                                i + 1,
                                tag.start() + 1,
                                tag.group() + " is written <br/> in a diagram")
                        .with(CodeFix.replace(
                                section,
                                block,
                                i + 1,
                                tag.start() + 1,
                                tag.group().length(),
                                "<br/>")));
            }
        }
        return findings;
    }
}
