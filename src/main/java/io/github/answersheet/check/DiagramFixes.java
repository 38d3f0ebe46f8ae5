package io.github.answersheet.check;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.draft.SectionBody;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.ExaminedBlock;
import io.github.answersheet.mermaid.Flowchart;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes from findings the fixes of diagrams that Mermaid does not confirm. A fix of a diagram that it reads must leave it
 * the same nodes, edges, labels and classes. In one that it refuses, all fixes together must make it readable and add
 * nothing but quotes; else those that add quotes must do so without the others. Thread-safe.
 */
final class DiagramFixes {

    private final MermaidGrammar mermaid;

    DiagramFixes(MermaidGrammar mermaid) {
        this.mermaid = mermaid;
    }

    /**
     * The findings on an answer, where those whose fixes cannot be proved have none.
     *
     * @param findings of all rules, in reading order; the fixes that are left can be applied together
     */
    List<Finding> proven(ExaminedAnswer answer, List<Finding> findings) {
        List<Finding> proven = findings;
        for (ExaminedBlock block : answer.blocks()) {
            if (block.isDiagram()) {
                proven = proven(new Place(block), proven);
            }
        }
        return proven;
    }

    private List<Finding> proven(Place place, List<Finding> findings) {
        List<Fix> fixes = findings.stream()
                .flatMap(f -> f.fix().stream())
                .filter(place::holds)
                .toList();
        if (fixes.isEmpty()) {
            return findings;
        }
        Verdict before = place.block().verdict().orElseThrow();
        List<Fix> kept = kept(place, before, fixes);
        boolean isUnknown = before instanceof Verdict.Unchecked;
        return findings.stream()
                .map(finding -> finding.fix().filter(fixes::contains).isEmpty()
                                || kept.contains(finding.fix().get())
                        ? finding
                        : isUnknown
                                ? finding.withoutFix("; not mended, since Mermaid could not be asked")
                                : finding.withoutFix(""))
                .toList();
    }

    private List<Fix> kept(Place place, Verdict before, List<Fix> fixes) {
        if (before instanceof Verdict.Unchecked) {
            return List.of();
        }
        if (isProven(place, before, fixes)) {
            return fixes;
        }
        List<Fix> kept = new ArrayList<>();
        if (before instanceof Verdict.Invalid) {
            // What else there is to mend is proved when the diagram can be read.
            List<Fix> quotes = fixes.stream().filter(place::addsOnlyQuotes).toList();
            return !quotes.isEmpty() && isProven(place, before, quotes) ? quotes : kept;
        }
        if (before instanceof Verdict.Valid) {
            for (Fix fix : fixes) {
                kept.add(fix);
                if (!isProven(place, before, kept)) {
                    kept.remove(kept.size() - 1);
                }
            }
        }
        return kept;
    }

    private boolean isProven(Place place, Verdict before, List<Fix> fixes) {
        Optional<String> code = place.codeAfter(fixes);
        Optional<Verdict> then = code.map(mermaid::parse);
        if (then.isEmpty() || !(then.get() instanceof Verdict.Valid after)) {
            return false;
        }
        if (before instanceof Verdict.Valid valid) {
            return valid.diagram().type().equals(after.diagram().type())
                    && valid.diagram().graph().equals(after.diagram().graph());
        }
        Optional<List<String>> outline = place.block().flowchart().map(Flowchart::outline);
        return outline.isPresent()
                && outline.equals(Flowchart.in(code.get(), after).map(Flowchart::outline));
    }

    /** A diagram in its section. */
    private record Place(ExaminedBlock block) {

        DraftSection section() {
            return block.section();
        }

        FencedBlock fence() {
            return block.fence();
        }

        boolean holds(Fix fix) {
            int start = section().bodyOffset() + fence().offset();
            int end = end();
            return fix.edits().stream().anyMatch(e -> e.offset() > start && e.offset() < end);
        }

        boolean addsOnlyQuotes(Fix fix) {
            String text = section().source().text();
            return fix.edits().stream()
                    .allMatch(edit -> edit.replacement()
                            .replace("\"", "")
                            .equals(text.substring(edit.offset(), edit.offset() + edit.length())
                                    .replace("\"", "")));
        }

        private int end() {
            int at = fence().offset();
            for (int line = fence().line();
                    line <= fence().lastLine() && at < section().body().length();
                    line++) {
                int next = section().body().indexOf('\n', at);
                at = next < 0 ? section().body().length() : next + 1;
            }
            return section().bodyOffset() + at;
        }

        /** The diagram when it is read again after some fixes; nothing if it is then none. */
        Optional<String> codeAfter(List<Fix> fixes) {
            int start = section().bodyOffset();
            String before = section()
                    .source()
                    .text()
                    .substring(0, start + section().body().length());
            if (!before.endsWith(section().body())) {
                return Optional.empty();
            }
            String body = Fix.apply(before, fixes).substring(start);
            return SectionBody.of(body).fences().stream()
                    .filter(fence -> fence.offset() == fence().offset() && fence.isDiagram())
                    .map(FencedBlock::code)
                    .findFirst();
        }
    }
}
