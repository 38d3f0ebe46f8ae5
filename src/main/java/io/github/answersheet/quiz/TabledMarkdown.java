package io.github.answersheet.quiz;

import io.github.answersheet.source.TamedText;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Markdown with tables, from strangers. Rows are filled up to the width of their table, so that a short text could ask for
 * millions of cells: one that asks for more of them than it has characters is read without tables.
 */
public final class TabledMarkdown {

    private static final int DEEPEST_NESTING = 60;
    private static final int LEAST_CELLS = 1_000;

    private TabledMarkdown() {}

    /** The text's tree, with the lines of blocks. */
    public static Node parse(String text) {
        String tamed = TamedText.of(text);
        try {
            return parser(List.of(tables(LEAST_CELLS + text.length()))).parse(tamed);
        } catch (IllegalArgumentException e) {
            return parser(List.of()).parse(tamed);
        }
    }

    /** What renderers need for the tables. */
    public static List<Extension> extensions() {
        return List.of(tables(LEAST_CELLS));
    }

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .maxOpenBlockParsers(DEEPEST_NESTING)
                .build();
    }

    private static Extension tables(int mostCells) {
        return TablesExtension.builder().maxCells(mostCells).build();
    }
}
