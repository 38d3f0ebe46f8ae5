package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.List;
import java.util.regex.Pattern;

/** A diagram with nothing in it. */
final class MermaidEmpty extends BlockRule {

    private static final Pattern HEADER_ALONE = Pattern.compile(
            "(?s).*?(?:flowchart|graph|sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|gantt|pie|mindmap|gitGraph|journey|timeline)(?: \\w+)?|");

    MermaidEmpty() {
        super("mermaid-empty", Level.ERROR);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        long lines = block.code()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("%%"))
                .count();
        return lines > 1
                        || (lines == 1
                                && !HEADER_ALONE.matcher(block.code().strip()).matches())
                ? List.of()
                : List.of(candidate.finding(
                        this, section, block, 0, 1, "this diagram is empty; draw it or leave it out"));
    }
}
