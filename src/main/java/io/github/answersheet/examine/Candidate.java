package io.github.answersheet.examine;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.Extent;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.language.Language;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Label;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Role;
import io.github.answersheet.pack.Words;
import io.github.answersheet.quiz.CodeBlock;
import io.github.answersheet.quiz.Question;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A draft together with what it has to satisfy, before anybody has looked at it.
 *
 * @param number of the answer
 * @param category whose format it must have
 * @param question which it answers, when the quiz is at hand
 * @param proof what was brought to try it with, if that was asked for
 * @param shortfall why the model gave no complete answer, in plain words; empty if it did or if no model was asked
 * @param contradictions of what it says, in the eyes of whoever compared the answers of its sheet
 */
public record Candidate(
        int number,
        Draft draft,
        Category category,
        Pack pack,
        Optional<Question> question,
        Optional<Proof> proof,
        Optional<String> shortfall,
        List<Contradiction> contradictions) {

    public Candidate {
        contradictions = List.copyOf(contradictions);
    }

    /** One that nobody has compared with other answers. */
    public Candidate(
            int number,
            Draft draft,
            Category category,
            Pack pack,
            Optional<Question> question,
            Optional<Proof> proof,
            Optional<String> shortfall) {
        this(number, draft, category, pack, question, proof, shortfall, List.of());
    }

    /** This candidate with another draft. */
    public Candidate with(Draft other) {
        return new Candidate(number, other, category, pack, question, proof, shortfall, contradictions);
    }

    /** This candidate with what it is tried with. */
    public Candidate with(Optional<Proof> other) {
        return new Candidate(number, draft, category, pack, question, other, shortfall, contradictions);
    }

    /** This candidate, incomplete for a reason. */
    public Candidate fallingShort(String why) {
        return new Candidate(number, draft, category, pack, question, proof, Optional.of(why), contradictions);
    }

    /** This candidate with what other answers of its sheet say against it. */
    public Candidate contradictedBy(List<Contradiction> others) {
        return new Candidate(number, draft, category, pack, question, proof, shortfall, others);
    }

    /** The sections to be read whose bodies the model or a person wrote: all but the question's and what no sheet prints. */
    public List<DraftSection> written() {
        return draft.sections().stream()
                .filter(s -> !s.label().equals(pack.question()))
                .filter(s -> !s.label().equals(Label.VERIFICATION))
                .toList();
    }

    /** What is known of a label: by the format of the category, or by that of another which allows it here. */
    public Optional<Label> label(String name) {
        return category.format().label(name).or(() -> pack.label(name));
    }

    /** Whether the section under a label is for that. */
    public boolean is(String label, Role role) {
        return label(label).filter(l -> l.is(role)).isPresent();
    }

    /** The first section of the draft that is for that. */
    public Optional<DraftSection> section(Role role) {
        return draft.sections().stream().filter(s -> is(s.label(), role)).findFirst();
    }

    /**
     * Whether a block repeats the code that the question shows, comments aside, for a demonstration or a comparison. The first
     * block of a section is what the section is about, and no quotation.
     */
    boolean repeatsQuestion(DraftSection section, FencedBlock block) {
        if (block == section.content().fences().get(0)) {
            return false;
        }
        Stream<String> asked = question.stream().flatMap(q -> q.code().stream()).map(CodeBlock::code);
        // A sheet repeats its questions, so that it can be checked without its quiz.
        Stream<String> repeated = draft.sections().stream()
                .filter(s -> s.label().equals(pack.question()))
                .flatMap(s -> s.content().fences().stream())
                .map(FencedBlock::code);
        String comment = block.written()
                .map(Language::comment)
                .filter(sign -> !sign.isEmpty())
                .orElse("#");
        List<String> own = code(block.code(), comment);
        return Stream.concat(asked, repeated)
                .anyMatch(shown -> code(shown, comment).equals(own));
    }

    private static List<String> code(String text, String comment) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith(comment))
                .map(String::stripTrailing)
                .toList();
    }

    /** The words of the language that it is written in. */
    public Words words() {
        return pack.wordsFor(written().stream().map(DraftSection::body).collect(Collectors.joining("\n")));
    }

    /** How long the written sections are together. */
    public Extent extent() {
        return written().stream().map(section -> Extent.of(section.content())).reduce(Extent.NONE, Extent::plus);
    }

    private static boolean hasCode(DraftSection section) {
        return !section.content().fences().isEmpty();
    }

    /** The question's text, from the quiz or else from the answer; empty if it is not known. */
    String asked() {
        return question.map(Question::text)
                .or(() -> draft.section(pack.question()).map(DraftSection::body))
                .orElse("");
    }

    /** The code in a language that the question shows, one block after the other. */
    String askedIn(Language language) {
        Stream<String> asked = question.isPresent()
                ? question.get().code().stream()
                        .filter(block -> Language.of(block.language())
                                .filter(language::equals)
                                .isPresent())
                        .map(CodeBlock::code)
                : draft.section(pack.question()).stream()
                        .flatMap(section -> section.content().fences().stream())
                        .filter(block ->
                                block.written().filter(language::equals).isPresent())
                        .map(FencedBlock::code);
        return asked.collect(Collectors.joining("\n"));
    }

    /** Whether the same code is run for both: the sections that have any are the same, wherever they stand in their texts. */
    boolean hasCodeOf(Candidate other) {
        List<DraftSection> mine = written();
        List<DraftSection> others = other.written();
        return mine.size() == others.size()
                && asked().equals(other.asked())
                && IntStream.range(0, mine.size())
                        .allMatch(i -> mine.get(i).label().equals(others.get(i).label())
                                && (!hasCode(mine.get(i)) && !hasCode(others.get(i))
                                        || mine.get(i)
                                                .body()
                                                .equals(others.get(i).body())));
    }
}
