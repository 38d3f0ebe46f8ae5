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

/** The end of a code fence left inside a diagram. */
final class MermaidFenceTail extends BlockRule {

    private static final Pattern WRONG = Pattern.compile("^\\s*(?:`{3,}|~{3,})\\s*\\w*\\s*$");

    MermaidFenceTail() {
        super("mermaid-fence-tail", Level.ERROR);
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
                        "the end of a fence is left in the diagram; remove it"));
            }
        }
        return findings;
    }
}
