package io.github.answersheet.sheet;

import io.github.answersheet.pack.ClosingPart;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Words;
import java.util.List;

/**
 * A sheet ready to be printed. Immutable.
 *
 * @param title its own
 * @param groups its answers, in the order of the quiz
 * @param pack by which they were written
 * @param words in which the sheet says what the program writes
 */
public record AnswerSheet(String title, List<Group> groups, Pack pack, Words words) {

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
    }

    /** What stands at its end. */
    public List<ClosingPart> closing() {
        return pack.closing();
    }
}
