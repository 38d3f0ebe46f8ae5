package io.github.answersheet.check.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/** A quote in a label that is escaped by a backslash, which Mermaid does not know. */
final class MermaidBackslashQuote extends MermaidPatternRule {

    MermaidBackslashQuote() {
        super(
                "mermaid-backslash-quote",
                "\\\"",
                Pattern.compile("(?<=[\\p{L}\\p{N} .,:;!?(])\\\\\"(?![\\])}])(?=[^\"]*\"|\\s*$)"));
    }

    @Override
    String message(String found) {
        return "Mermaid does not know a backslash before a quote; write #quot;";
    }

    @Override
    Optional<String> replacement(String found) {
        return Optional.of("#quot;");
    }
}
