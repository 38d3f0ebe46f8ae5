package io.github.answersheet.sheet;

import io.github.answersheet.pack.ClosingPart;
import java.util.List;

/** A sheet ready to be printed, its answers in the order of the quiz. Immutable. */
public record AnswerSheet(String title, List<Group> groups, List<ClosingPart> closing) {

    /**
     * The answers to one section of the quiz.
     *
     * @param name the section's name in the quiz; empty if it has none
     */
    public record Group(String name, List<Answer> answers) {

        public Group {
            answers = List.copyOf(answers);
        }
    }

    public AnswerSheet {
        groups = List.copyOf(groups);
        closing = List.copyOf(closing);
    }
}
