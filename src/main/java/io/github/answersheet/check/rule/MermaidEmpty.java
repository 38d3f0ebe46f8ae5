package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.mermaid.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/** A diagram with nothing in it. */
final class MermaidEmpty extends BlockRule {

    // Types that Mermaid refuses if nothing follows.
    private static final Pattern KNOWN_HEADER =
            Pattern.compile("(?:flowchart|graph|sequenceDiagram|classDiagram|stateDiagram"
                    + "|erDiagram|gantt|pie|mindmap|gitGraph|journey|timeline|quadrantChart|requirementDiagram|sankey|xychart|block|packet"
                    + "|kanban|architecture|radar|treemap|C4\\w+)(?:-\\w+)*\\b.*");
    private static final Pattern HEADER = Pattern.compile(
            "[A-Za-z0-9-]+(?:[ \\t]+(?:TD|TB|LR|RL|BT|showData|horizontal|vertical|title\\b.*))*[ \\t]*[;:]?");
    // Lines that say how to draw, and draw nothing.
    private static final Pattern SETTING = Pattern.compile(
            "(?m)^\\s*(?:title|accTitle|accDescr|direction|dateFormat|axisFormat|tickInterval|excludes|includes|weekday|weekend"
                    + "|todayMarker|autonumber|columns|section|classDef|linkStyle|style)\\b.*$");

    // Front matter, directives, comments.
    private static final List<Pattern> NOT_DRAWN = List.of(
            Pattern.compile("(?s)\\A\\s*---\\n.*?\\n\\s*---[ \\t]*(?:\\n|\\z)"),
            Pattern.compile("(?s)%%\\{.*?}%%"),
            Pattern.compile("(?m)^\\s*%%.*$|\\s+%%.*$"));

    MermaidEmpty() {
        super("mermaid-empty", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        return block.verdict().filter(verdict -> isEmpty(block, verdict)).isPresent()
                ? List.of(finding(answer, block, 0, 1, "this diagram is empty; draw it or leave it out"))
                : List.of();
    }

    /** Whether a diagram has nothing to draw, for its own verdict. */
    static boolean isEmpty(ExaminedBlock block, Verdict verdict) {
        String code = block.code();
        for (Pattern part : NOT_DRAWN) {
            code = part.matcher(code).replaceAll("");
        }
        String drawn = code.strip();
        int end = drawn.indexOf('\n');
        String header = end < 0 ? drawn : drawn.substring(0, end).stripTrailing();
        boolean isAlone =
                end < 0 || SETTING.matcher(drawn.substring(end)).replaceAll("").isBlank();
        return header.isEmpty()
                || isAlone
                        && HEADER.matcher(header).matches()
                        && (verdict instanceof Verdict.Valid
                                || KNOWN_HEADER.matcher(header).matches());
    }
}
