package io.github.answersheet.check.rule;

import java.util.regex.Pattern;

/** A diagram that carries script, a link that runs code, or a click callback. */
final class MermaidScript extends MermaidPatternRule {

    MermaidScript() {
        super(
                "mermaid-script",
                "",
                Pattern.compile(
                        "(?i)<\\s*(?:script|iframe|object|img|svg)\\b|javascript:\\S|\\bon(?:click|dblclick|error|load|mouse\\w+|focus|blur|key\\w+|change|submit|toggle)\\s*="
                                + "|^\\s*click\\s+\\S+\\s+(?!href\\b|\")[a-z_]\\w*"));
    }

    @Override
    String message(String found) {
        return "a diagram explains and runs nothing; remove " + found;
    }
}
