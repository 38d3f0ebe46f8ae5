package io.github.answersheet.check;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.Extent;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.AnswerCode;
import io.github.answersheet.examine.Proof;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;

/**
 * A draft together with what it has to satisfy.
 *
 * @param number of the answer
 * @param category whose format it must have
 * @param question which it answers, when the quiz is at hand
 * @param proof what an examiner brought to try it with, if one was asked
 * @param shortfall why the model gave no complete answer, in plain words; empty if it did or if no model was asked
 */
public record Candidate(
        int number,
        Draft draft,
        Category category,
        Pack pack,
        Optional<Question> question,
        Optional<Proof> proof,
        Optional<String> shortfall) {

    /** This candidate with another draft. */
    public Candidate with(Draft other) {
        return new Candidate(number, other, category, pack, question, proof, shortfall);
    }

    /** This candidate with what it is tried with. */
    public Candidate with(Optional<Proof> other) {
        return new Candidate(number, draft, category, pack, question, other, shortfall);
    }

    /** This candidate, incomplete for a reason. */
    public Candidate fallingShort(String why) {
        return new Candidate(number, draft, category, pack, question, proof, Optional.of(why));
    }

    /** The sections to be read whose bodies the model or a person wrote: all but the question's and what no sheet prints. */
    public List<DraftSection> written() {
        return draft.sections().stream()
                .filter(s -> !s.label().equals(Label.QUESTION))
                .filter(s -> !s.label().equals(Label.VERIFICATION))
                .toList();
    }

    /** How long the written sections are together. */
    public Extent extent() {
        return written().stream().map(section -> Extent.of(section.content())).reduce(Extent.NONE, Extent::plus);
    }

    /** The code of these sections, to be run. The question may name a file of it. */
    public AnswerCode code() {
        String asked = question.map(Question::text)
                .or(() -> draft.section(Label.QUESTION).map(DraftSection::body))
                .orElse("");
        return new AnswerCode(written(), asked);
    }

    /** A finding in a code block; its lines and columns count from 1, line 0 is the opening fence. */
    public Finding finding(
            Rule rule, DraftSection section, FencedBlock block, int codeLine, int codeColumn, String message) {
        int line = Math.min(codeLine, block.lineCount());
        return finding(rule, section, block.positionIn(section, line, codeColumn), message);
    }

    /** A finding at an offset in a section's body. */
    public Finding finding(Rule rule, DraftSection section, int bodyOffset, String message) {
        return finding(rule, section, section.bodyPosition(bodyOffset), message);
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
                Optional.empty(),
                message,
                Optional.empty());
    }

    /** A finding on the answer as a whole. */
    public Finding finding(Rule rule, String message) {
        return new Finding(
                rule.id(),
                rule.level(),
                draft.source().name(),
                draft.position(),
                Optional.of(number),
                Optional.empty(),
                Optional.empty(),
                message,
                Optional.empty());
    }

    /** A finding on a section that is not there. */
    public Finding missing(Rule rule, String missingLabel, String message) {
        return new Finding(
                rule.id(),
                rule.level(),
                draft.source().name(),
                draft.position(),
                Optional.of(number),
                Optional.of(missingLabel),
                Optional.empty(),
                message,
                Optional.empty());
    }
}
