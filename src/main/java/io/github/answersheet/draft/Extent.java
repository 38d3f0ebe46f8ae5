package io.github.answersheet.draft;

import java.util.Set;

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
    private static final int LETTERS_AND_DIGITS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER
            | 1 << Character.OTHER_NUMBER;

    /** The extent of a section's text. */
    public static Extent of(SectionBody body) {
        long words = body.prose().stream()
                .map(line -> lineAt(body.text(), line.offset()))
                .filter(line -> !body.runs().isOutput(line))
                .mapToLong(Extent::words)
                .sum();
        long lines = body.fences().stream()
                .filter(block -> !NO_CODE.contains(block.language()))
                .flatMap(block -> block.code().lines())
                .filter(line -> !line.isBlank())
                .count();
        return new Extent((int) words, (int) lines);
    }

    private static long words(String line) {
        long words = 0;
        boolean isWord = false;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            boolean isBlank = character == ' ' || character >= '\t' && character <= '\r';
            boolean isLetter = (LETTERS_AND_DIGITS >> Character.getType(character) & 1) == 1;
            words += isLetter && !isWord ? 1 : 0;
            isWord = !isBlank && (isWord || isLetter);
            i += Character.charCount(character);
        }
        return words;
    }

    public Extent plus(Extent other) {
        return new Extent(words + other.words, codeLines + other.codeLines);
    }

    private static String lineAt(String text, int offset) {
        int end = text.indexOf('\n', offset);
        return text.substring(offset, end < 0 ? text.length() : end);
    }
}
