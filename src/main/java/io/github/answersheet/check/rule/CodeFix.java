package io.github.answersheet.check.rule;

import io.github.answersheet.check.Fix;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;

/** Fixes at places in a code block. */
final class CodeFix {

    private CodeFix() {}

    /**
     * @param line of the code, 1-based
     * @param column of the code, 1-based
     * @param length of what is replaced, within the line
     */
    static Fix replace(DraftSection section, FencedBlock block, int line, int column, int length, String replacement) {
        int offset = block.offsetIn(section.body(), line, column);
        return Fix.replace(section.bodyOffset() + offset, length, replacement);
    }

    /** Replaces a whole line of code by several with the same indentation. */
    static Fix lines(DraftSection section, FencedBlock block, int line, String text, Iterable<String> replacements) {
        String inCode = text.substring(0, text.length() - text.stripLeading().length());
        String body = section.body();
        int start = block.offsetIn(body, line, 1) - block.indentation();
        String inList = body.substring(Math.max(0, start), Math.min(body.length(), start + block.indentation()));
        String lines = inCode + String.join("\n" + inList + inCode, replacements);
        return replace(section, block, line, 1, text.length(), lines);
    }
}
