package io.github.answersheet.check.rule;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A subgraph whose title is not in quotes. */
final class MermaidSubgraphTitle extends FlowchartRule {

    private static final Pattern SUBGRAPH = Pattern.compile("\\s*subgraph\\s+(?<title>\\S.*?)\\s*;?");
    private static final Pattern BRACKETED = Pattern.compile("(?<id>[\\p{L}\\p{M}\\p{N}_./-]+)\\s*\\[(?<label>.*)]");

    MermaidSubgraphTitle() {
        super("mermaid-subgraph-title", Level.ERROR);
    }

    @Override
    List<Finding> checkFlowchart(Candidate candidate, DraftSection section, FencedBlock block) {
        List<Finding> findings = new ArrayList<>();
        String[] lines = block.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher subgraph = SUBGRAPH.matcher(lines[i]);
            if (!subgraph.matches() || subgraph.group("title").startsWith("\"")) {
                continue;
            }
            String title = subgraph.group("title");
            Matcher bracketed = BRACKETED.matcher(title);
            boolean hasId = bracketed.matches();
            if (hasId && bracketed.group("label").strip().startsWith("\"")) {
                continue;
            }
            String words = (hasId ? bracketed.group("label") : title).strip();
            String quoted = hasId
                    ? bracketed.group("id") + "[\"" + words + "\"]"
                    : title.matches("[\\p{L}\\p{M}\\p{N}_.-]+") ? title + "[\"" + title + "\"]" : "\"" + words + "\"";
            findings.add(candidate
                    .finding(
                            this,
                            section,
                            block,
                            i + 1,
                            subgraph.start("title") + 1,
                            "the title of a subgraph stands in quotes: subgraph " + quoted)
                    .with(CodeFix.replace(section, block, i + 1, subgraph.start("title") + 1, title.length(), quoted)));
        }
        return findings;
    }
}
