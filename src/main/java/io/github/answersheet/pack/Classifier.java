package io.github.answersheet.pack;

import io.github.answersheet.quiz.Question;
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

    public Classification classify(Question question) {
        if (forced.isPresent()) {
            return new Classification(forced.get(), "as told");
        }
        return pack.categoryOfSection(question.section())
                .map(c -> new Classification(c, "section \"" + question.section() + "\""))
                .orElseGet(() -> byEvidence(question));
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
