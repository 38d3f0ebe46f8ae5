package io.github.answersheet.check.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/** A line break in a diagram that is not written as the self-closing tag. */
final class MermaidLineBreak extends MermaidPatternRule {

    MermaidLineBreak() {
        super("mermaid-line-break", "<", Pattern.compile("(?i)<br\\s*>|</br\\s*>|(?-i:<(?!br)[bB][rR]\\s*/?>)"));
    }

    @Override
    String message(String found) {
        return found + " is written <br/> in a diagram";
    }

    @Override
    Optional<String> replacement(String found) {
        return Optional.of("<br/>");
    }
}
