package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which means a diagram uses to say more: step numbers, colour, an error path, highlights. */
final class MermaidEnhancements extends BlockRule {

    private static final Pattern STEP = Pattern.compile("[\"\\[]\\s*\\d+[.:)]");
    private static final Pattern ERROR = Pattern.compile(
            "(?i)\\b(?:error|fail|failed|failure|timeout|time-out|abort|refused|invalid|retry|exit [1-9]|no)\\b");
    private static final Pattern HIGHLIGHT = Pattern.compile("\\{\\{|\\(\\(|==>|Note ");

    MermaidEnhancements() {
        super("mermaid-enhancements", Level.INFO);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (!block.isDiagram()) {
            return List.of();
        }
        String code = block.code();
        List<String> used = new ArrayList<>();
        if (code.contains("autonumber") || STEP.matcher(code).find()) {
            used.add("step numbers");
        }
        if (code.contains("classDef") || code.contains("style ")) {
            used.add("colour");
        }
        if (ERROR.matcher(code).find()) {
            used.add("an error path");
        }
        if (code.contains(":::") || HIGHLIGHT.matcher(code).find()) {
            used.add("highlights");
        }
        String message = used.isEmpty()
                ? "uses no step numbers, colour, error path or highlights"
                : "uses " + String.join(", ", used);
        return List.of(finding(answer, block, 0, 1, "the diagram " + message));
    }
}
