package io.github.answersheet.check.rule;

import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.mermaid.Flowchart;
import java.util.ArrayList;
import java.util.List;

/** A subgraph whose title is not in quotes. */
final class MermaidSubgraphTitle extends FlowchartRule {

    MermaidSubgraphTitle() {
        super("mermaid-subgraph-title", Level.ERROR);
    }

    @Override
    List<Finding> check(Place place, Flowchart flowchart, boolean isValid) {
        List<Finding> findings = new ArrayList<>();
        for (Flowchart.Title title : flowchart.titles()) {
            if (!title.label().isBare()) {
                continue;
            }
            String words = title.label().quoted();
            String id = title.id().orElse(title.source().matches("\\S+") ? title.source() : "");
            String quoted = id.isEmpty() ? words : id + "[" + words + "]";
            findings.add(place.fixed(
                    place.finding(title.start(), "the title of a subgraph stands in quotes: subgraph " + quoted),
                    title.start(),
                    title.source().length(),
                    quoted));
        }
        return findings;
    }
}
