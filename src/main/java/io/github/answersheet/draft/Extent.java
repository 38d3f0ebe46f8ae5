package io.github.answersheet.draft;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How long a text is, as its readers see it.
 *
 * @param words of prose, tables and headings included: what stands between blanks and holds a letter or a digit; the
 *     program's own line above an output is not counted
 * @param codeLines lines in fences that hold code, blank ones not counted; diagrams and shown output are no code
 */
public record Extent(int words, int codeLines) {

    /** Nothing at all. */
    public static final Extent NONE = new Extent(0, 0);

    private static final Set<String> NO_CODE =
            Set.of("", "mermaid", "text", "txt", "plaintext", "output", "console", "log");
    private static final Pattern WORD = Pattern.compile("(?<!\\S)[^\\s\\p{L}\\p{N}]*+[\\p{L}\\p{N}]\\S*");

    /** The extent of a section's text. */
    public static Extent of(SectionBody body) {
        long words = body.prose().stream()
                .map(line -> lineAt(body.text(), line.offset()))
                .filter(line -> !OutputMark.is(line))
                .mapToLong(line -> WORD.matcher(line).results().count())
                .sum();
        long lines = body.fences().stream()
                .filter(block -> !NO_CODE.contains(block.language()))
                .flatMap(block -> block.code().lines())
                .filter(line -> !line.isBlank())
                .count();
        return new Extent((int) words, (int) lines);
    }

    public Extent plus(Extent other) {
        return new Extent(words + other.words, codeLines + other.codeLines);
    }

    private static String lineAt(String text, int offset) {
        int end = text.indexOf('\n', offset);
        return text.substring(offset, end < 0 ? text.length() : end);
    }
}
