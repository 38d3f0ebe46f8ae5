package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration directive that Mermaid silently ignores because it is malformed. */
final class MermaidInit extends BlockRule {

    private static final Pattern DIRECTIVE = Pattern.compile("%%\\{\\s*init");
    private static final Pattern WHOLE =
            Pattern.compile("(?s)%%\\{\\s*init(?:ialize)?\\s*:\\s*(?<json>\\{.*?\\})\\s*}%%");

    MermaidInit() {
        super("mermaid-init", Level.ERROR);
    }

    @Override
    List<Finding> check(ExaminedAnswer answer, ExaminedBlock block) {
        if (!block.isDiagram()) {
            return List.of();
        }
        Matcher init = DIRECTIVE.matcher(block.code());
        if (!init.find()) {
            return List.of();
        }
        int line = (int) block.code()
                        .substring(0, init.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        Matcher whole = WHOLE.matcher(block.code());
        boolean right = whole.find(init.start()) && whole.start() == init.start() && balanced(whole.group("json"));
        return right
                ? List.of()
                : List.of(finding(
                        answer,
                        block,
                        line,
                        1,
                        "this %%{init}%% is malformed and ignored; it looks like"
                                + " %%{init: {\"theme\": \"neutral\"}}%%"));
    }

    private static boolean balanced(String json) {
        int depth = 0;
        long quotes = json.chars().filter(c -> c == '"').count();
        for (char c : json.toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth == 0 && quotes % 2 == 0 && json.matches("(?s)\\{\\s*(?:[\"'][\\w-]+[\"']\\s*:.*)?\\}");
    }
}
