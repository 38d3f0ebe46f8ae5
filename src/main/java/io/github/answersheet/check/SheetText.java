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
 * @param tried what the sheet's record knows of runs, by the number of the answer; empty if there is no record
 * @param isWanted which numbers it has to answer; of other answers nothing is told
 */
public record SheetText(
        SourceText source,
        List<Candidate> answers,
        Optional<Quiz> quiz,
        Optional<Map<Integer, Known>> tried,
        IntPredicate isWanted) {

    /**
     * What is known of runs of an answer.
     *
     * @param program hash of the solution that was run; empty if none was
     * @param line that says what was tried, as it may stand in the sheet; empty if nothing was, or if that is not there any more
     */
    public record Known(Optional<String> program, Optional<String> line) {}

    public SheetText {
        answers = List.copyOf(answers);
    }

    /** The same sheet, of which only some numbers matter. */
    public SheetText only(IntPredicate numbers) {
        return new SheetText(source, answers, quiz, tried, numbers);
    }

    /** The same sheet with what its record knows of runs. */
    public SheetText tried(Map<Integer, Known> known) {
        return new SheetText(source, answers, quiz, Optional.of(known), isWanted);
    }

    /** The same sheet with other candidates for its answers. */
    public SheetText with(List<Candidate> others) {
        return new SheetText(source, others, quiz, tried, isWanted);
    }

    /** The answers that are to be checked, in the order of the sheet. */
    public List<Candidate> wanted() {
        return answers.stream().filter(answer -> isWanted.test(answer.number())).toList();
    }
}
