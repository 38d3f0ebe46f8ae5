package io.github.answersheet.check;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.source.Position;
import java.util.Optional;

/**
 * A draft together with what it has to satisfy.
 *
 * @param number of the answer
 * @param category whose format it must have
 * @param question which it answers, when the quiz is at hand
 */
public record Candidate(int number, Draft draft, Category category, Pack pack, Optional<Question> question) {

    /** This candidate with another draft. */
    public Candidate with(Draft other) {
        return new Candidate(number, other, category, pack, question);
    }

    /** A finding on a section that is there. */
    public Finding finding(Rule rule, DraftSection section, Position position, String message) {
        return new Finding(
                rule.id(),
                rule.level(),
                section.source().name(),
                position,
                Optional.of(number),
                Optional.of(section.label()),
                message);
    }

    /** A finding on a section that is not there. */
    public Finding finding(Rule rule, String missingLabel, String message) {
        return new Finding(
                rule.id(),
                rule.level(),
                draft.source().name(),
                draft.position(),
                Optional.of(number),
                Optional.of(missingLabel),
                message);
    }
}
