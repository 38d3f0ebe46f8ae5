package io.github.answersheet.markdown;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Parses Markdown from strangers, in a time and a memory that its length bounds. */
public final class MarkdownParser {

    private static final int DEEPEST_NESTING = 60;
    // Rows are filled up to the width of their table, so that a short text could ask for millions of cells.
    private static final int LEAST_CELLS = 1_000;

    private static final Parser WITH_BLOCKS = parser(IncludeSourceSpans.BLOCKS, List.of());
    private static final Parser WITH_INLINES = parser(IncludeSourceSpans.BLOCKS_AND_INLINES, List.of());

    private MarkdownParser() {}

    /** The text's tree, with the lines of blocks. */
    public static Node parse(String text) {
        return WITH_BLOCKS.parse(TamedText.of(text));
    }

    /** The same with the places of what stands in the blocks. */
    public static Node parseWithInlines(String text) {
        return WITH_INLINES.parse(TamedText.of(text));
    }

    /** The text's tree with tables; a text whose tables would have more cells than it has characters is read without them. */
    public static Node parseWithTables(String text) {
        try {
            return parser(IncludeSourceSpans.BLOCKS, List.of(tables(LEAST_CELLS + text.length())))
                    .parse(TamedText.of(text));
        } catch (IllegalArgumentException e) {
            return parse(text);
        }
    }

    /** What renderers need for the tables. */
    public static List<Extension> extensions() {
        return List.of(tables(LEAST_CELLS));
    }

    private static Parser parser(IncludeSourceSpans places, List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .includeSourceSpans(places)
                .maxOpenBlockParsers(DEEPEST_NESTING)
                .build();
    }

    private static Extension tables(int mostCells) {
        return TablesExtension.builder().maxCells(mostCells).build();
    }
}
