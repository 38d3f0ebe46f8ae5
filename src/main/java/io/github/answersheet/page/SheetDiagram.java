package io.github.answersheet.page;

import io.github.answersheet.check.SheetText;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.markdown.MarkdownParser;
import io.github.answersheet.pack.Words;
import io.github.answersheet.sheet.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.SourceSpan;

/**
 * A diagram of a sheet.
 *
 * @param source in Mermaid
 * @param file what a picture of it is called, without an ending: {@code answer-03}, {@code answer-03-2}
 * @param name of the answer it stands in, or of the sheet
 * @param firstLine of its fence in the sheet, 1-based
 * @param lastLine of its fence
 * @param margin what stands before its fence on the line, such as the indentation of a list
 */
record SheetDiagram(String source, String file, String name, int firstLine, int lastLine, String margin) {

    /** The diagrams of a sheet in its order. */
    static List<SheetDiagram> of(SheetText sheet) {
        List<SheetDiagram> diagrams = new ArrayList<>();
        Map<String, Integer> times = new HashMap<>();
        MarkdownParser.parse(sheet.source().text()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                String info = block.getInfo() == null ? "" : block.getInfo().strip();
                if (info.toLowerCase(Locale.ROOT).matches("mermaid\\b.*")
                        && !block.getSourceSpans().isEmpty()) {
                    diagrams.add(diagram(sheet, block, times));
                }
            }
        });
        return diagrams;
    }

    private static SheetDiagram diagram(SheetText sheet, FencedCodeBlock block, Map<String, Integer> times) {
        List<SourceSpan> spans = block.getSourceSpans();
        int first = spans.get(0).getLineIndex() + 1;
        int last = spans.get(spans.size() - 1).getLineIndex() + 1;
        String file = "sheet";
        String name = "the sheet";
        Words words = Origin.words(sheet.source(), sheet.answers().get(0).pack());
        for (Candidate candidate : sheet.answers()) {
            Draft draft = candidate.draft();
            if (draft.position().line() < first) {
                file = String.format(Locale.ROOT, "answer-%02d", candidate.number());
                name = words.answer() + " " + candidate.number()
                        + (draft.topic().isEmpty() ? "" : ": " + draft.topic());
            }
        }
        int time = times.merge(file, 1, Integer::sum);
        return new SheetDiagram(
                block.getLiteral(),
                time == 1 ? file : file + "-" + time,
                name,
                first,
                last,
                sheet.source().line(first).substring(0, spans.get(0).getColumnIndex()));
    }
}
