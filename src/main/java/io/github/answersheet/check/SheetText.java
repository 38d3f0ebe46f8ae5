package io.github.answersheet.check;

import io.github.answersheet.examine.Candidate;
import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A sheet read back, with what it has to satisfy.
 *
 * @param answers in the order of the sheet
 * @param quiz which it answers, when that is at hand
 * @param proved hash of the program that was run, by the number of its answer, as the sheet's record has it; empty if there is none
 * @param isWanted which numbers it has to answer; of other answers nothing is told
 */
public record SheetText(
        SourceText source,
        List<Candidate> answers,
        Optional<Quiz> quiz,
        Optional<Map<Integer, String>> proved,
        IntPredicate isWanted) {

    public SheetText {
        answers = List.copyOf(answers);
    }

    /** The same sheet, of which only some numbers matter. */
    public SheetText only(IntPredicate numbers) {
        return new SheetText(source, answers, quiz, proved, numbers);
    }

    /** The same sheet with what its record says was run. */
    public SheetText proved(Map<Integer, String> programs) {
        return new SheetText(source, answers, quiz, Optional.of(programs), isWanted);
    }

    /** The same sheet with other candidates for its answers. */
    public SheetText with(List<Candidate> others) {
        return new SheetText(source, others, quiz, proved, isWanted);
    }

    /** The answers that are to be checked, in the order of the sheet. */
    public List<Candidate> wanted() {
        return answers.stream().filter(answer -> isWanted.test(answer.number())).toList();
    }
}
