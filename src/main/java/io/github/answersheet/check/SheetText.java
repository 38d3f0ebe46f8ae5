package io.github.answersheet.check;

import io.github.answersheet.examine.Candidate;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A sheet read back, with what it has to satisfy.
 *
 * @param answers in the order of the sheet
 * @param quiz which it answers, when that is at hand
 * @param isWanted which numbers it has to answer; of other answers nothing is told
 */
public record SheetText(SourceText source, List<Candidate> answers, Optional<Quiz> quiz, IntPredicate isWanted) {

    public SheetText {
        answers = List.copyOf(answers);
    }

    /** The same sheet, of which only some numbers matter. */
    public SheetText only(IntPredicate numbers) {
        return new SheetText(source, answers, quiz, numbers);
    }

    /** The answers that are to be checked, in the order of the sheet. */
    public List<Candidate> wanted() {
        return answers.stream().filter(answer -> isWanted.test(answer.number())).toList();
    }
}
