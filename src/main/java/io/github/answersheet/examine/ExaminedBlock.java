package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.mermaid.Flowchart;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.Ruff;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A code block of an answer with what those say who read its language. Immutable. Where that could not be found out for a
 * failure of this program, asking for it throws what was thrown then.
 */
public final class ExaminedBlock {

    private static final Set<String> SOLUTIONS =
            Set.of("Example Code", "Improved Solution", "Complete Solution", "Sample Implementation");
    private static final String TESTING = "Testing Approach";

    private final DraftSection section;
    private final FencedBlock fence;
    private final Attempted<Reading> reading;

    ExaminedBlock(DraftSection section, FencedBlock fence, Attempted<Reading> reading) {
        this.section = section;
        this.fence = fence;
        this.reading = reading;
    }

    /** What was read of a block's code, whichever section it stands in. */
    sealed interface Reading permits OfPython, OfBash, OfDiagram, OfNobody {}

    /** @param remarks of the linter, where it was asked */
    record OfPython(Compilation compilation, List<Ruff.Remark> remarks) implements Reading {}

    record OfBash(BashSyntax.Result result) implements Reading {}

    record OfDiagram(Verdict verdict, Attempted<Optional<Flowchart>> flowchart) implements Reading {}

    record OfNobody() implements Reading {}

    public DraftSection section() {
        return section;
    }

    public FencedBlock fence() {
        return fence;
    }

    public String code() {
        return fence.code();
    }

    /** Whether it stands in a section whose code is the answer; elsewhere code may quote what is wrong. */
    public boolean isSolution() {
        return isSolution(section.label());
    }

    static boolean isSolution(String label) {
        return SOLUTIONS.contains(label);
    }

    /** Whether it stands where an answer's tests do. */
    public boolean isAmongTests() {
        return isAmongTests(section.label());
    }

    static boolean isAmongTests(String label) {
        return TESTING.equals(label);
    }

    public boolean isDiagram() {
        return fence.isDiagram();
    }

    /** What Python says; empty for what is no Python. */
    public Optional<Compilation> compilation() {
        return reading.get() instanceof OfPython python ? Optional.of(python.compilation()) : Optional.empty();
    }

    /** What Python knows of it; empty for what is no Python or does not compile. */
    public Optional<Compilation.Compiled> compiled() {
        return compilation().filter(Compilation.Compiled.class::isInstance).map(Compilation.Compiled.class::cast);
    }

    /** What the linter says of the Python of a solution. */
    public List<Ruff.Remark> remarks() {
        return reading.get() instanceof OfPython python ? python.remarks() : List.of();
    }

    /** What Bash says; empty for what is no Bash. */
    public Optional<BashSyntax.Result> bash() {
        return reading.get() instanceof OfBash bash ? Optional.of(bash.result()) : Optional.empty();
    }

    /** What Mermaid says; empty for what is no diagram. */
    public Optional<Verdict> verdict() {
        return reading.get() instanceof OfDiagram diagram ? Optional.of(diagram.verdict()) : Optional.empty();
    }

    /** The flowchart in it, also one that Mermaid refuses; empty for other diagrams and where nothing is known. */
    public Optional<Flowchart> flowchart() {
        return reading.get() instanceof OfDiagram diagram ? diagram.flowchart().get() : Optional.empty();
    }

    /** Why who knows its language could not read it; empty where it was read, and for what nobody here reads. */
    public Optional<String> unchecked() {
        Reading read = reading.get();
        if (read instanceof OfPython python && python.compilation() instanceof Compilation.Unchecked unchecked) {
            return Optional.of(unchecked.reason());
        }
        if (read instanceof OfBash bash && bash.result() instanceof BashSyntax.Unchecked unchecked) {
            return Optional.of(unchecked.reason());
        }
        if (read instanceof OfDiagram diagram && diagram.verdict() instanceof Verdict.Unchecked unchecked) {
            return Optional.of(unchecked.reason());
        }
        return Optional.empty();
    }

    Attempted<Reading> reading() {
        return reading;
    }
}
