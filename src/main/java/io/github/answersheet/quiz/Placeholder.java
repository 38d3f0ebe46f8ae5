package io.github.answersheet.quiz;

import java.util.regex.Pattern;

/** Text that stands where an answer is to be written, and is none. */
final class Placeholder {

    private static final Pattern TAGS = Pattern.compile("<[^>]{0,1000}>");
    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*(?:`{3,}|~{3,}).*$");
    private static final Pattern BODY = Pattern.compile("\\b(pass|return|none|null|select|from)\\b");
    private static final Pattern SECRET = Pattern.compile("[\\p{L}\\p{N}]");
    private static final int LONGEST = 400;

    private Placeholder() {}

    /** Whether the Markdown has no content but words such as {@code your answer here}, blanks, dots or an empty fence. */
    static boolean isOne(String markdown) {
        if (markdown.length() > LONGEST) {
            return false;
        }
        String bare = FENCE.matcher(
                        TAGS.matcher(markdown.replaceAll("<!--|-->", "")).replaceAll(" "))
                .replaceAll(" ");
        if (!SECRET.matcher(bare).find()) {
            // Blanks, dots, boxes; but an operator or a sign may be the answer.
            return bare.replaceAll("[\\s_.…*`>~#/|:-]", "").isEmpty() || bare.matches("(?s).*(_{3,}|\\.{3,}|…).*");
        }
        String plain = Words.plain(bare.replaceAll("(?m)^\\s*(?:--|//|#|\\*|>|;|%)+", ""));
        return Words.has("placeholder", plain)
                || Words.has("placeholder", plain.replaceFirst("^(?:please |todo |tbd )", ""))
                || Words.has("placeholder", BODY.matcher(plain).replaceAll("").strip());
    }
}
