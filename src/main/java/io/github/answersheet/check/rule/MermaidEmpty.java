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
            "(?:flowchart|graph|sequenceDiagram|classDiagram(?:-v2)?|stateDiagram(?:-v2)?|erDiagram|gantt|pie|mindmap"
                    + "|gitGraph|journey|timeline|quadrantChart|requirementDiagram)(?:\s+(?:TD|TB|LR|RL|BT|title\b.*|showData))?\s*;?|");

    // Front matter, directives, comments.
    private static final List<Pattern> NOT_DRAWN = List.of(
            Pattern.compile("(?s)\\A\\s*---\\n.*?\\n\\s*---[ \\t]*(?:\\n|\\z)"),
            Pattern.compile("(?s)%%\\{.*?}%%"),
            Pattern.compile("(?m)^\\s*%%.*$|\\s+%%.*$"));

    MermaidEmpty() {
        super("mermaid-empty", Level.ERROR);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        String drawn = NOT_DRAWN.stream()
                .reduce(block.code(), (code, part) -> part.matcher(code).replaceAll(""), (one, other) -> one)
                .strip();
        return HEADER_ALONE.matcher(drawn).matches()
                ? List.of(
                        candidate.finding(this, section, block, 0, 1, "this diagram is empty; draw it or leave it out"))
                : List.of();
    }
}
