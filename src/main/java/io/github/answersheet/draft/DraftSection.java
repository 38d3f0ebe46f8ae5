package io.github.answersheet.draft;

import io.github.answersheet.source.Position;
import io.github.answersheet.source.SourceText;
import java.util.List;

/**
 * One labelled part of a draft.
 *
 * @param label the label's own spelling in the pack, however the draft wrote it
 * @param isQuestion whether it repeats the question
 * @param content the text under the label, without blank lines around it
 * @param strays lines in the body that look like labels and are none
 * @param source where it was read from
 * @param labelOffset of the label in the source
 * @param bodyOffset of the body in the source
 */
public record DraftSection(
        String label,
        boolean isQuestion,
        SectionBody content,
        List<StrayLabel> strays,
        SourceText source,
        int labelOffset,
        int bodyOffset) {

    /**
     * A line that has the form of a label but is none of the pack's.
     *
     * @param name its words
     * @param position in the draft's source
     */
    public record StrayLabel(String name, Position position) {}

    public DraftSection {
        strays = List.copyOf(strays);
    }

    /** The text under the label, byte for byte. */
    public String body() {
        return content.text();
    }

    public Position labelPosition() {
        return source.position(labelOffset);
    }

    /**
     * @param offset within the body
     */
    public Position bodyPosition(int offset) {
        return source.position(bodyOffset + offset);
    }
}
