package io.github.answersheet.quiz;

import io.github.answersheet.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code <details>} element.
 *
 * @param firstLine 1-based
 * @param lastLine inclusive
 * @param summary the words of its summary
 * @param body what it hides, as Markdown
 */
record Details(int firstLine, int lastLine, String summary, String body) {

    // Tags and summaries have an end within reach, so that many without one cost no more than a look.
    private static final Pattern TAG = Pattern.compile("<(/?)details\\b[^>]{0,1000}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUMMARY = Pattern.compile(
            "<summary\\b[^>]{0,1000}>(.{0,2000}?)</summary>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The outermost elements that start in an HTML block, in order. One that is never closed ends before the next heading. */
    static List<Details> in(SourceText source, List<Block> blocks) {
        List<Details> found = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (depth > 0 && block.is(Block.Kind.HEADING) && !closesLater(blocks, i, source)) {
                int last = blocks.get(i - 1).lastLine();
                found.add(of(
                        source.lines(source.position(start).line(), last).substring(column(source, start)),
                        source,
                        start,
                        last));
                depth = 0;
            }
            // A closing tag right behind a list is part of the list for Markdown.
            if (block.is(Block.Kind.CODE) || block.is(Block.Kind.HEADING)) {
                continue;
            }
            int offset = source.lineStart(block.firstLine());
            Matcher tag = TAG.matcher(source.lines(block.firstLine(), block.lastLine()));
            while (tag.find()) {
                boolean opens = tag.group(1).isEmpty();
                if (opens && depth++ == 0) {
                    start = offset + tag.start();
                } else if (!opens && depth > 0 && --depth == 0) {
                    int end = offset + tag.end();
                    found.add(of(
                            source.text().substring(start, end),
                            source,
                            start,
                            source.position(end).line()));
                }
            }
        }
        if (depth > 0) {
            found.add(of(source.text().substring(start), source, start, source.lineCount()));
        }
        return found;
    }

    private static int column(SourceText source, int offset) {
        return source.position(offset).column() - 1;
    }

    private static boolean closesLater(List<Block> blocks, int from, SourceText source) {
        for (int i = from; i < blocks.size() && i < from + 200; i++) {
            Block block = blocks.get(i);
            if (!block.is(Block.Kind.CODE) && !block.is(Block.Kind.HEADING)) {
                Matcher tag = TAG.matcher(source.lines(block.firstLine(), block.lastLine()));
                if (tag.find()) {
                    return !tag.group(1).isEmpty();
                }
            }
        }
        return false;
    }

    private static Details of(String html, SourceText source, int start, int lastLine) {
        Matcher summary = SUMMARY.matcher(html);
        String words = "";
        String body = TAG.matcher(html).replaceFirst("");
        if (summary.find()) {
            words = summary.group(1)
                    .replaceAll("<[^>]{0,1000}>", "")
                    .replaceAll("\\s+", " ")
                    .strip();
            body = html.substring(summary.end());
        }
        body = body.replaceAll("(?i)</details\\s*>\\s*$", "").replaceAll("(?im)^[ \\t]*</?p>[ \\t]*$", "");
        return new Details(source.position(start).line(), lastLine, words, body.strip());
    }
}
