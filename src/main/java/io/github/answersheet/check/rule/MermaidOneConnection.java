package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.FlowchartLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Several connections of a diagram on one line. */
final class MermaidOneConnection extends FlowchartRule {

    private static final Pattern ENTITY = Pattern.compile("#[A-Za-z0-9]+$");
    private static final Pattern NO_STATEMENTS =
            Pattern.compile("\\s*(?:%%|classDef\\b|class\\s|style\\s|linkStyle\\b|click\\b|acc(?:Title|Descr)\\b)");

    MermaidOneConnection() {
        super("mermaid-one-connection", Level.ERROR);
    }

    @Override
    List<Finding> checkFlowchart(Candidate candidate, DraftSection section, FencedBlock block) {
        List<Finding> findings = new ArrayList<>();
        for (FlowchartLine line : FlowchartLine.of(block.code())) {
            if (line.connections() > 1) {
                findings.add(candidate
                        .finding(
                                this,
                                section,
                                block,
                                line.number(),
                                1 + indentation(line.text()),
                                "this line has " + line.connections() + " connections; write each on a line of its own")
                        .with(CodeFix.lines(section, block, line.number(), line.text(), line.split())));
            }
        }
        String[] lines = block.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            List<String> statements = statements(lines[i]);
            if (statements.size() > 1) {
                findings.add(candidate
                        .finding(
                                this,
                                section,
                                block,
                                i + 1,
                                1 + indentation(lines[i]),
                                "\";\" joins " + statements.size() + " statements; write each on a line of its own")
                        .with(CodeFix.lines(section, block, i + 1, lines[i], statements)));
            }
        }
        return findings;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    // A semicolon inside a label, in quotes or brackets, and that of an entity such as #quot; join nothing.
    private static List<String> statements(String line) {
        List<String> statements = new ArrayList<>();
        if (line.indexOf(';') < 0 || NO_STATEMENTS.matcher(line).lookingAt()) {
            return statements;
        }
        boolean quoted = false;
        boolean piped = false;
        int depth = 0;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted = c == '"' ? !quoted : quoted;
            piped = c == '|' && !quoted ? !piped : piped;
            depth += quoted ? 0 : "[({".indexOf(c) >= 0 ? 1 : "])}".indexOf(c) >= 0 ? -1 : 0;
            boolean free = !quoted && !piped && depth <= 0;
            if (c == ';'
                    && free
                    && !ENTITY.matcher(line.substring(Math.max(0, i - 12), i)).find()) {
                statements.add(line.substring(start, i).strip());
                start = i + 1;
            }
        }
        statements.add(line.substring(start).strip());
        statements.removeIf(String::isEmpty);
        boolean areStatements = statements.stream()
                .allMatch(s ->
                        FlowchartLine.isFlowchart(s) || !FlowchartLine.of(s).isEmpty());
        return areStatements ? statements : List.of();
    }
}
