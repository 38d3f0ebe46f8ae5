package io.github.answersheet.check;

import io.github.answersheet.quiz.Quiz;
import io.github.answersheet.source.Position;
import io.github.answersheet.source.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * A sheet read back, with what it has to satisfy.
 *
 * @param answers in the order of the sheet
 * @param quiz which it answers, when that is at hand
 */
public record SheetText(SourceText source, List<Candidate> answers, Optional<Quiz> quiz) {

    public SheetText {
        answers = List.copyOf(answers);
    }

    /** A finding at a place in the sheet. */
    public Finding finding(Rule rule, Position position, Optional<Integer> answer, String message) {
        return new Finding(
                rule.id(),
                rule.level(),
                source.name(),
                position,
                answer,
                Optional.empty(),
                Optional.empty(),
                message,
                Optional.empty());
    }
}
