package io.github.answersheet.run;

import io.github.answersheet.examine.Examiner;
import io.github.answersheet.language.CodeRemark;
import io.github.answersheet.material.CourseMaterial;
import io.github.answersheet.prompt.Grounding;
import io.github.answersheet.prompt.Neighbour;
import io.github.answersheet.quiz.Question;
import java.util.List;
import java.util.Optional;

/** Finds out what is known about a question: facts about its code, passages of the author's material. Thread-safe. */
public final class Grounder implements AutoCloseable {

    /** The most characters of course material in one prompt. */
    public static final int MATERIAL_BUDGET = 3_000;

    private final Examiner examiner;
    private final Optional<CourseMaterial> material;

    /**
     * @param material closed with this
     */
    public Grounder(Examiner examiner, Optional<CourseMaterial> material) {
        this.examiner = examiner;
        this.material = material;
    }

    public Grounding grounding(Question question, List<Neighbour> neighbours) {
        return new Grounding(
                neighbours,
                examiner.remarksOn(question).stream().map(CodeRemark::sentence).toList(),
                material.map(m -> m.passagesFor(question, MATERIAL_BUDGET)).orElse(List.of()));
    }

    @Override
    public void close() {
        material.ifPresent(CourseMaterial::close);
    }
}
