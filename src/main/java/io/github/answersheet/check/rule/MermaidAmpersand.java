package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.mermaid.Flowchart;
import java.util.ArrayList;
import java.util.List;

/** Connections of a diagram joined by an ampersand. */
final class MermaidAmpersand extends FlowchartRule {

    MermaidAmpersand() {
        super("mermaid-ampersand", Level.WARNING);
    }

    @Override
    List<Finding> check(Place place, Flowchart flowchart, boolean isValid) {
        List<Finding> findings = new ArrayList<>();
        for (Flowchart.Statement statement : flowchart.statements()) {
            if (statement.isWhole() && statement.joins() && statement.links().size() == 1) {
                List<String> lines = statement.split();
                Finding finding = place.finding(
                        statement.start(),
                        "\"&\" hides " + lines.size() + " connections; write each on a line of its own");
                findings.add(isValid ? place.split(finding, statement.start(), statement.length(), lines) : finding);
            }
        }
        return findings;
    }
}
