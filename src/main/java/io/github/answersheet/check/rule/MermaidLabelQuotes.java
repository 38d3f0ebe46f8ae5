package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Languages;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.FlowchartLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label of a diagram with blanks or special characters and without quotes. */
final class MermaidLabelQuotes extends BlockRule {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]");
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_\\s]");

    MermaidLabelQuotes() {
        super("mermaid-label-quotes", Level.ERROR);
    }

    @Override
    List<Finding> check(Candidate candidate, DraftSection section, FencedBlock block) {
        if (!Languages.isMermaid(block)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (!FlowchartLine.isFlowchart(block.code())) {
            return findings;
        }
        for (FlowchartLine line : FlowchartLine.of(block.code())) {
            line.groups().stream()
                    .flatMap(List::stream)
                    .filter(node ->
                            node.isBare() && NEEDS_QUOTES.matcher(node.label()).find())
                    .forEach(node -> findings.add(finding(candidate, section, block, line, node)));
        }
        return findings;
    }

    private Finding finding(
            Candidate candidate, DraftSection section, FencedBlock block, FlowchartLine line, FlowchartLine.Node node) {
        Matcher special = SPECIAL.matcher(node.label());
        String why = special.find() ? "contains " + named(special.group()) : "contains a blank";
        Finding finding = candidate.finding(
                this,
                section,
                block,
                line.number(),
                node.labelColumn(),
                "label " + why + ": put it in quotes, [\""
                        + node.label().strip().replace("\"", "#quot;") + "\"]");
        String quoted = "\"" + node.label().strip().replace("\"", "#quot;") + "\"";
        return node.label().strip().startsWith("`")
                ? finding
                : finding.with(CodeFix.replace(
                        section,
                        block,
                        line.number(),
                        node.labelColumn(),
                        node.label().length(),
                        quoted));
    }

    private static String named(String character) {
        return "\"".equals(character) ? "a quote" : "\"" + character + "\"";
    }
}
