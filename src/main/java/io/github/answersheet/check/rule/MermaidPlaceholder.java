package io.github.answersheet.check.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/** A placeholder in angle brackets, which Mermaid takes for a tag and drops. */
final class MermaidPlaceholder extends MermaidPatternRule {

    // What HTML has is meant as such, and is the matter of other rules where it is not harmless.
    private static final String TAGS =
            "a|abbr|b|big|br|center|code|dd|del|div|dl|dt|em|embed|font|form|h[1-6]|hr|i|iframe|img|input"
                    + "|ins|kbd|li|link|mark|math|meta|object|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table"
                    + "|tbody|td|th|thead|tr|tt|u|ul|var|video";

    MermaidPlaceholder() {
        super(
                "mermaid-placeholder",
                "<",
                Pattern.compile("(?<!<)<(?!/?(?i:" + TAGS + ")\\b)[\\p{L}_][\\p{L}\\p{N}_ .:/-]*>(?!>)"));
    }

    @Override
    String message(String found) {
        return "Mermaid takes " + found + " for a tag and drops it; write " + written(found);
    }

    @Override
    Optional<String> replacement(String found) {
        return Optional.of(written(found));
    }

    private static String written(String found) {
        return found.replace("<", "#lt;").replace(">", "#gt;");
    }
}
