package io.github.answersheet.pack;

import io.github.answersheet.quiz.Question;
import io.github.answersheet.quiz.Quiz;
import java.util.Optional;

/** Finds the category of a question: its section's name first, then what the question itself shows. */
public final class Classifier {

    private final Pack pack;
    private final Optional<Category> forced;

    /**
     * @param forced the category that the user wants for every question, if they do
     */
    public Classifier(Pack pack, Optional<Category> forced) {
        this.pack = pack;
        this.forced = forced;
    }

    /** The category of a question of that quiz. */
    public Classification classify(Quiz quiz, Question question) {
        if (forced.isPresent()) {
            return new Classification(forced.get(), "as told");
        }
        Optional<Category> wanted = pack.category(question.category());
        if (wanted.isPresent()) {
            return new Classification(wanted.get(), "the outline");
        }
        return pack.categoryOfSection(question.section())
                .map(c -> new Classification(c, "section \"" + question.section() + "\""))
                .or(() -> byTitle(quiz, question))
                .orElseGet(() -> byEvidence(question));
    }

    // The title of a quiz without sections says as much as a section would.
    private Optional<Classification> byTitle(Quiz quiz, Question question) {
        return question.section().isEmpty()
                ? pack.categoryOfSection(quiz.title()).map(c -> new Classification(c, "title \"" + quiz.title() + "\""))
                : Optional.empty();
    }

    private Classification byEvidence(Question question) {
        for (Evidence evidence : pack.evidence()) {
            Optional<String> reason = evidence.reason(question);
            if (reason.isPresent()) {
                return new Classification(pack.category(evidence.category()).orElseThrow(), reason.get());
            }
        }
        return new Classification(pack.categories().get(0), "nothing else fits");
    }
}
