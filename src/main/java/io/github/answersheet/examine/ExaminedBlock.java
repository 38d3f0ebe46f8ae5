package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.Ruff;
import io.github.answersheet.language.Syntax;
import io.github.answersheet.mermaid.Flowchart;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.pack.Role;
import java.util.List;
import java.util.Optional;

/**
 * A code block of an answer with what those say who read its language. Immutable. Where that could not be found out for a
 * failure of this program, asking for it throws what was thrown then.
 */
public final class ExaminedBlock {

    private final DraftSection section;
    private final FencedBlock fence;
    private final Candidate answer;
    private final boolean repeatsQuestion;
    private final Kind kind;
    private final Attempted<Reading> reading;

    ExaminedBlock(Candidate answer, DraftSection section, FencedBlock fence, Attempted<Reading> reading) {
        this.answer = answer;
        this.section = section;
        this.fence = fence;
        this.repeatsQuestion = answer.repeatsQuestion(section, fence);
        this.kind = Kind.of(fence);
        this.reading = reading;
    }

    /** Who reads a block. */
    enum Kind {
        PYTHON,
        CODE,
        DIAGRAM,
        OTHER;

        static Kind of(FencedBlock fence) {
            if (fence.isDiagram()) {
                return DIAGRAM;
            }
            return fence.written()
                    .filter(Language::isRead)
                    .map(language -> language.equals(Language.PYTHON) ? PYTHON : CODE)
                    .orElse(OTHER);
        }
    }

    /** What was read of a block's code, whichever section it stands in. */
    sealed interface Reading permits OfPython, OfCode, OfDiagram, OfOther {}

    /** @param remarks of the linter, where it was asked */
    record OfPython(Compilation compilation, List<Ruff.Remark> remarks) implements Reading {}

    record OfCode(Syntax.Result result) implements Reading {}

    record OfDiagram(Verdict verdict, Attempted<Optional<Flowchart>> flowchart) implements Reading {}

    record OfOther() implements Reading {}

    public DraftSection section() {
        return section;
    }

    public FencedBlock fence() {
        return fence;
    }

    public String code() {
        return fence.code();
    }

    /** Whether it stands in a section whose code is the answer, and is no quotation; elsewhere code may quote what is wrong. */
    public boolean isSolution() {
        return !repeatsQuestion && answer.is(section.label(), Role.SOLUTION);
    }

    /** Whether it stands where an answer's tests do. */
    public boolean isAmongTests() {
        return answer.is(section.label(), Role.TESTS);
    }

    public boolean isDiagram() {
        return kind == Kind.DIAGRAM;
    }

    public boolean isPython() {
        return kind == Kind.PYTHON;
    }

    /** What Python says; empty for what is no Python. */
    public Optional<Compilation> compilation() {
        return read(Kind.PYTHON, OfPython.class).map(OfPython::compilation);
    }

    /** What Python knows of it; empty for what is no Python or does not compile. */
    public Optional<Compilation.Compiled> compiled() {
        return compilation().filter(Compilation.Compiled.class::isInstance).map(Compilation.Compiled.class::cast);
    }

    /** What the linter says of the Python of a solution. */
    public List<Ruff.Remark> remarks() {
        return repeatsQuestion
                ? List.of()
                : read(Kind.PYTHON, OfPython.class).map(OfPython::remarks).orElse(List.of());
    }

    /** What the reader of its language says; empty for Python, and for what nobody reads. */
    public Optional<Syntax.Result> syntax() {
        return read(Kind.CODE, OfCode.class).map(OfCode::result);
    }

    /** Whether it only repeats the code that the question shows. */
    public boolean repeatsQuestion() {
        return repeatsQuestion;
    }

    /** What Mermaid says; empty for what is no diagram. */
    public Optional<Verdict> verdict() {
        return read(Kind.DIAGRAM, OfDiagram.class).map(OfDiagram::verdict);
    }

    /** The flowchart in it, also one that Mermaid refuses; empty for other diagrams and where nothing is known. */
    public Optional<Flowchart> flowchart() {
        return read(Kind.DIAGRAM, OfDiagram.class)
                .flatMap(diagram -> diagram.flowchart().get());
    }

    /** Why who knows its language could not read it; empty where it was read, and for what nobody here reads. */
    public Optional<String> unchecked() {
        return compilation()
                .filter(Compilation.Unchecked.class::isInstance)
                .map(of -> ((Compilation.Unchecked) of).reason())
                .or(() ->
                        syntax().filter(Syntax.Unchecked.class::isInstance).map(of -> ((Syntax.Unchecked) of).reason()))
                .or(() -> verdict()
                        .filter(Verdict.Unchecked.class::isInstance)
                        .map(of -> ((Verdict.Unchecked) of).reason()));
    }

    // A failure of one who reads another language does not matter here.
    private <T extends Reading> Optional<T> read(Kind wanted, Class<T> as) {
        return kind == wanted ? Optional.of(as.cast(reading.get())) : Optional.empty();
    }

    Candidate answer() {
        return answer;
    }

    Attempted<Reading> reading() {
        return reading;
    }
}
