package io.github.answersheet.check;

import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.source.SourceText;
import java.util.List;

/** What was checked, with all that was found, in reading order. Immutable. */
public sealed interface Checked {

    /** The text that it was read from. */
    SourceText source();

    List<Finding> findings();

    /** An answer. */
    record Answer(ExaminedAnswer answer, List<Finding> findings) implements Checked {

        public Answer {
            findings = List.copyOf(findings);
        }

        @Override
        public SourceText source() {
            return answer.draft().source();
        }
    }

    /**
     * A sheet.
     *
     * @param answers those that were to be checked
     */
    record Sheet(SheetText sheet, List<ExaminedAnswer> answers, List<Finding> findings) implements Checked {

        public Sheet {
            answers = List.copyOf(answers);
            findings = List.copyOf(findings);
        }

        @Override
        public SourceText source() {
            return sheet.source();
        }
    }
}
