package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.mermaid.Flowchart;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label of a diagram with blanks or special characters and without quotes. */
final class MermaidLabelQuotes extends FlowchartRule {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]");
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_\\s]");

    MermaidLabelQuotes() {
        super("mermaid-label-quotes", Level.ERROR);
    }

    @Override
    List<Finding> check(Place place, Flowchart flowchart, boolean isValid) {
        List<Finding> findings = new ArrayList<>();
        for (Flowchart.Statement statement : flowchart.statements()) {
            statement
                    .nodes()
                    .flatMap(node -> node.label().stream())
                    .filter(label -> NEEDS_QUOTES.matcher(label.text()).find())
                    .filter(Flowchart.Label::isBare)
                    .forEach(label -> findings.add(finding(place, label, "[" + label.quoted() + "]")));
            // Words between bars are fine until they hold what could be a bracket.
            statement.links().stream()
                    .flatMap(link -> link.label().stream())
                    .filter(label -> label.isBare() && !label.isPlain())
                    .forEach(label -> findings.add(finding(place, label, "|" + label.quoted() + "|")));
        }
        return findings;
    }

    private static Finding finding(Place place, Flowchart.Label label, String example) {
        Matcher special = SPECIAL.matcher(label.text());
        String why = special.find() ? "contains " + named(special.group()) : "contains a blank";
        String shown = example.replaceAll("\\s+", " ");
        Finding finding = place.finding(label.start(), "label " + why + ": put it in quotes, " + shown);
        return place.fixed(finding, label.start(), label.length(), label.quoted());
    }

    private static String named(String character) {
        return "\"".equals(character) ? "a quote" : "\"" + character + "\"";
    }
}
