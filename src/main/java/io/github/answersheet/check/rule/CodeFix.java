package io.github.answersheet.check.rule;

import io.github.answersheet.check.Fix;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import java.util.Optional;
import java.util.OptionalInt;

/** Fixes at places in a code block; none where the place cannot be found again in the text. */
final class CodeFix {

    private CodeFix() {}

    /**
     * @param line of the code, 1-based
     * @param column of the code, 1-based
     * @param length of what is replaced, within the line
     */
    static Optional<Fix> replace(
            DraftSection section, FencedBlock block, int line, int column, int length, String replacement) {
        OptionalInt offset = block.offsetIn(section, line, column);
        return offset.isEmpty()
                ? Optional.empty()
                : Optional.of(Fix.replace(section.bodyOffset() + offset.getAsInt(), length, replacement));
    }

    /** Replaces a part of a line of code by several lines that are indented as it is. */
    static Optional<Fix> lines(
            DraftSection section, FencedBlock block, int line, int column, int length, Iterable<String> lines) {
        OptionalInt offset = block.offsetIn(section, line, 1);
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        int start = section.body().lastIndexOf('\n', offset.getAsInt() - 1) + 1;
        String inList = section.body().substring(start, offset.getAsInt());
        String text = section.body().substring(offset.getAsInt());
        String inCode = text.substring(0, text.length() - text.stripLeading().length());
        return replace(section, block, line, column, length, String.join("\n" + inList + inCode, lines));
    }
}
