package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.mermaid.Flowchart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Several connections of a diagram on one line. */
final class MermaidOneConnection extends FlowchartRule {

    MermaidOneConnection() {
        super("mermaid-one-connection", Level.ERROR);
    }

    @Override
    List<Finding> check(Place place, Flowchart flowchart, boolean isValid) {
        List<Finding> findings = new ArrayList<>();
        for (Flowchart.Statement statement : flowchart.statements()) {
            int connections = statement.links().size();
            if (statement.isWhole() && connections > 1) {
                Finding finding = place.finding(
                        statement.start(),
                        "this line has " + connections + " connections; write each on a line of its own");
                findings.add(
                        isValid
                                ? place.split(finding, statement.start(), statement.length(), statement.split())
                                : finding);
            }
        }
        flowchart.statements().stream()
                .collect(Collectors.groupingBy(s -> place.line(s.start()), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(statements -> joined(place, statements, isValid, findings));
        return findings;
    }

    // What stands before the first, such as the header, and behind the last are statements too.
    private static void joined(
            Place place, List<Flowchart.Statement> statements, boolean isValid, List<Finding> findings) {
        String code = place.block().code();
        int lineStart = statements.get(0).start()
                - place.before(statements.get(0).start()).length();
        int lineEnd = code.indexOf('\n', lineStart);
        int end = lineEnd < 0 ? code.length() : lineEnd;
        if (statements.stream().anyMatch(s -> s.end() > end)) {
            return;
        }
        List<String> pieces = new ArrayList<>();
        int at = lineStart;
        for (Flowchart.Statement statement : statements) {
            pieces.add(code.substring(at, statement.start()));
            at = statement.start();
        }
        pieces.add(code.substring(at, end));
        pieces.replaceAll(piece -> piece.replaceAll("^[\\s;]+|[\\s;]+$", ""));
        pieces.removeIf(String::isEmpty);
        if (pieces.size() > 1 && statements.stream().allMatch(Flowchart.Statement::isWhole)) {
            int start = end - code.substring(lineStart, end).stripLeading().length();
            Finding finding = place.finding(
                    start, "\";\" joins " + pieces.size() + " statements; write each on a line of its own");
            findings.add(isValid ? place.split(finding, start, end - start, pieces) : finding);
        }
    }
}
