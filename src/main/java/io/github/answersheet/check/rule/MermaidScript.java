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

/** A diagram that carries script, a link that runs code, or a click callback. */
final class MermaidScript extends BlockRule {

    private static final Pattern WRONG = Pattern.compile(
            "(?i)<\\s*(?:script|iframe|object|img|svg)\\b|javascript:|\\bon\\w+\\s*=\\s*[\"']|^\\s*click\\s+\\S+\\s+(?:call|href)?\\b");

    MermaidScript() {
        super("mermaid-script", Level.ERROR);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String[] lines = block.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher found = WRONG.matcher(lines[i]);
            while (found.find()) {
                findings.add(candidate.finding(
                        this,
                        section,
                        block,
                        i + 1,
                        found.start() + 1,
                        "a diagram explains and runs nothing; remove "
                                + found.group().strip()));
            }
        }
        return findings;
    }
}
