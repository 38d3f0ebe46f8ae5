package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Diagram;
import io.github.answersheet.mermaid.FlowchartLine;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label of a diagram with blanks or special characters and without quotes. */
final class MermaidLabelQuotes extends FlowchartRule {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]");
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_\\s]");

    private final MermaidGrammar mermaid;

    MermaidLabelQuotes(MermaidGrammar mermaid) {
        super("mermaid-label-quotes", Level.ERROR);
        this.mermaid = mermaid;
    }

    @Override
    List<Finding> checkFlowchart(Candidate candidate, DraftSection section, FencedBlock block) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (FlowchartLine line : FlowchartLine.of(block.code())) {
            line.groups().stream()
                    .flatMap(List::stream)
                    .filter(node ->
                            node.isBare() && NEEDS_QUOTES.matcher(node.label()).find())
                    .forEach(node -> {
                        told.add(node.id());
                        findings.add(finding(candidate, section, block, line, node));
                    });
        }
        findings.addAll(ofTheParse(candidate, section, block, told));
        return findings;
    }

    // The parse knows bare labels also in lines that cannot be taken apart; it does not know where they stand.
    private List<Finding> ofTheParse(Candidate candidate, DraftSection section, FencedBlock block, Set<String> told) {
        if (!(mermaid.parse(block.code()) instanceof Verdict.Valid valid)) {
            return List.of();
        }
        List<String> lines = block.code().lines().toList();
        return valid.diagram().nodes().stream()
                .filter(node -> node.labelKind() == Diagram.LabelKind.BARE && !told.contains(node.id()))
                .filter(node -> NEEDS_QUOTES.matcher(node.label()).find())
                .map(node -> {
                    int line = 0;
                    while (line < lines.size() && !lines.get(line).contains(node.label())) {
                        line++;
                    }
                    return candidate.finding(
                            this,
                            section,
                            block,
                            line < lines.size() ? line + 1 : 1,
                            1,
                            "label \"" + node.label() + "\" of " + node.id() + " is not in quotes: put it in quotes");
                })
                .toList();
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
