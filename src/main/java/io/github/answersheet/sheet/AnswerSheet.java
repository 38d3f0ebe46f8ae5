package io.github.answersheet.sheet;

import io.github.answersheet.pack.ClosingPart;
import java.util.List;

/** A sheet ready to be printed, its answers in the order of the quiz. Immutable. */
public record AnswerSheet(String title, List<AnswerGroup> groups, List<ClosingPart> closing) {

    public AnswerSheet {
        groups = List.copyOf(groups);
        closing = List.copyOf(closing);
    }
}
