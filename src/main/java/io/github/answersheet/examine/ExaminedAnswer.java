package io.github.answersheet.examine;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.language.CodeRemark;
import io.github.answersheet.pack.Category;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.quiz.Question;
import java.util.List;
import java.util.Optional;

/**
 * An answer with all that can be found out about it: what its blocks are to those who read their language, what comes of
 * running them, and what running it beside the code under review shows. An {@link Examiner} finds it out, once; rules and
 * whoever tells of an answer take it from here. Immutable. Where a part could not be found out for a failure of this
 * program, asking for that part throws what was thrown then.
 */
public final class ExaminedAnswer {

    private final Candidate candidate;
    private final List<DraftSection> written;
    private final List<ExaminedBlock> blocks;
    private final Attempted<List<CodeRemark>> remarks;
    private final boolean isRun;
    private final Attempted<List<BlockRun>> runs;
    private final Attempted<Verification> verification;
    private final Trials trials;
    private final List<Contradicted> contradicted;

    ExaminedAnswer(
            Candidate candidate,
            List<ExaminedBlock> blocks,
            Attempted<List<CodeRemark>> remarks,
            boolean isRun,
            Attempted<List<BlockRun>> runs,
            Attempted<Verification> verification,
            Trials trials,
            List<Contradicted> contradicted) {
        this.candidate = candidate;
        this.written = candidate.written();
        this.blocks = List.copyOf(blocks);
        this.remarks = remarks;
        this.isRun = isRun;
        this.runs = runs;
        this.verification = verification;
        this.trials = trials;
        this.contradicted = List.copyOf(contradicted);
    }

    /** What was examined. */
    public Candidate candidate() {
        return candidate;
    }

    public int number() {
        return candidate.number();
    }

    public Draft draft() {
        return candidate.draft();
    }

    public Category category() {
        return candidate.category();
    }

    public Pack pack() {
        return candidate.pack();
    }

    public Optional<Question> question() {
        return candidate.question();
    }

    /** Why the model gave no complete answer, in plain words; empty if it did or if no model was asked. */
    public Optional<String> shortfall() {
        return candidate.shortfall();
    }

    /** The sections that the model or a person wrote. */
    public List<DraftSection> written() {
        return written;
    }

    /** The code blocks of these sections, in the order of the answer. */
    public List<ExaminedBlock> blocks() {
        return blocks;
    }

    /** Those of one of these sections. */
    public List<ExaminedBlock> blocksOf(DraftSection section) {
        return blocks.stream().filter(block -> block.section() == section).toList();
    }

    /** What the interpreters find in the code that the question shows. */
    public List<CodeRemark> remarksOnQuestion() {
        return remarks.get();
    }

    /** Whether code was to be run. Where there is no sandbox, each block says so. */
    public boolean isRun() {
        return isRun;
    }

    /** What came of running each block that can be run, in the order of the answer; empty where nobody wants code run. */
    public List<BlockRun> runs() {
        return runs.get();
    }

    /** What came of running the code under review and its improvement on the cases of a proof. */
    public Verification verification() {
        return verification.get();
    }

    /** What came of trying what it says. */
    public Trials trials() {
        return trials;
    }

    /** Those of its statements that another answer of the sheet contradicts, as far as they stand in it. */
    public List<Contradicted> contradicted() {
        return contradicted;
    }

    /** The names under which its blocks that can be run are saved, in the order of {@link #runs}. */
    public List<String> savedAs() {
        return AnswerFolder.of(candidate, written).entries().stream()
                .map(Entry::name)
                .toList();
    }

    Attempted<List<CodeRemark>> attemptedRemarks() {
        return remarks;
    }

    Attempted<List<BlockRun>> attemptedRuns() {
        return runs;
    }

    Attempted<Verification> attemptedVerification() {
        return verification;
    }
}
