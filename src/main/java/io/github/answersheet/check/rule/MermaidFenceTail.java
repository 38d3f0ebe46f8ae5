package io.github.answersheet.check.rule;

import java.util.regex.Pattern;

/** The end of a code fence left inside a diagram. */
final class MermaidFenceTail extends MermaidPatternRule {

    MermaidFenceTail() {
        super("mermaid-fence-tail", "", Pattern.compile("^\\s*(?:`{3,}|~{3,})\\s*\\w*\\s*$"));
    }

    @Override
    String message(String found) {
        return "the end of a fence is left in the diagram; remove it";
    }
}
