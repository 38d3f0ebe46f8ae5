package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.ExaminedBlock.Kind;
import io.github.answersheet.examine.ExaminedBlock.OfCode;
import io.github.answersheet.examine.ExaminedBlock.OfDiagram;
import io.github.answersheet.examine.ExaminedBlock.OfOther;
import io.github.answersheet.examine.ExaminedBlock.OfPython;
import io.github.answersheet.examine.ExaminedBlock.Reading;
import io.github.answersheet.language.CodeRemark;
import io.github.answersheet.language.CodeReview;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.mermaid.Flowchart;
import io.github.answersheet.mermaid.MermaidGrammar;
import io.github.answersheet.mermaid.Verdict;
import io.github.answersheet.pack.Role;
import io.github.answersheet.process.OwnThread;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.source.Defect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Finds out all that can be found out about answers, and alone holds the tools for it. A failure of a tool is a part of what
 * was found out, so examining never throws. Thread-safe.
 */
public final class Examiner implements AutoCloseable {

    private final Languages languages;
    private final CodeReview review;
    private final Execution execution;
    private final Optional<Verifier> verifier;

    /**
     * @param languages who reads the code blocks; closed with this
     * @param sandbox where code is run; empty where nobody wants it run
     * @param isProved whether somebody brings proofs; without that no answer is verified
     */
    public Examiner(Languages languages, Optional<Sandbox> sandbox, boolean isProved) {
        this.languages = languages;
        this.review = new CodeReview(languages.python(), languages.readers(), languages.ruff());
        this.execution = new Execution(sandbox, languages.readers().of(Language.BASH));
        this.verifier = isProved ? Optional.of(new Verifier(sandbox)) : Optional.empty();
    }

    /** Who tells whether a diagram that was mended is still the same. */
    public MermaidGrammar grammar() {
        return languages.mermaid();
    }

    /** What the interpreters find in the code that a question shows. */
    public List<CodeRemark> remarksOn(Question question) {
        return review.of(question);
    }

    /** Examines one answer. */
    public ExaminedAnswer examine(Candidate candidate) {
        return examine(List.of(candidate), List.of()).get(0);
    }

    /**
     * Examines one answer again, after a part of it was changed.
     *
     * @param before the same answer as it was; what did not change is taken from it
     */
    public ExaminedAnswer examine(Candidate candidate, ExaminedAnswer before) {
        return examine(List.of(candidate), List.of(before)).get(0);
    }

    /**
     * Examines answers, the code of one beside that of another.
     *
     * @param before answers that were examined; what is the same in one of them is taken from it
     */
    public List<ExaminedAnswer> examine(List<Candidate> candidates, List<ExaminedAnswer> before) {
        Examination examination = new Examination(before);
        List<Supplier<Attempted<List<BlockRun>>>> runs =
                candidates.stream().map(examination::runs).toList();
        examination.read(candidates);
        List<ExaminedAnswer> examined = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            examined.add(new ExaminedAnswer(
                    candidate,
                    examination.blocks(candidate),
                    examination.remarks(candidate),
                    execution.isOn(),
                    runs.get(i).get(),
                    examination.verification(candidate),
                    examination.trials(candidate),
                    examination.contradicted(candidate)));
        }
        return List.copyOf(examined);
    }

    @Override
    public void close() {
        execution.close();
        verifier.ifPresent(Verifier::close);
        languages.close();
    }

    /** One time of looking at some answers. Each text is read once in it, and not at all if it was read before. */
    private final class Examination {

        private final Map<Integer, ExaminedAnswer> before = new HashMap<>();
        private final Map<Part, Attempted<Reading>> readings = new ConcurrentHashMap<>();
        private final Map<String, Compilation> compilations = new ConcurrentHashMap<>();
        private final PythonInterpreter python =
                code -> compilations.computeIfAbsent(code, languages.python()::compile);

        /**
         * What is read of a block.
         *
         * @param language whose reader is asked; empty for a diagram and what nobody reads
         * @param isSolution whether a linter is asked as well
         */
        private record Part(Kind kind, Optional<Language> language, boolean isSolution, String code) {

            static Part of(Candidate answer, DraftSection section, FencedBlock block) {
                Kind kind = Kind.of(block);
                return new Part(
                        kind,
                        kind == Kind.OTHER ? Optional.empty() : block.written(),
                        answer.is(section.label(), Role.SOLUTION),
                        kind == Kind.OTHER ? "" : block.code());
            }
        }

        Examination(List<ExaminedAnswer> before) {
            for (ExaminedAnswer answer : before) {
                this.before.putIfAbsent(answer.number(), answer);
                for (ExaminedBlock block : answer.blocks()) {
                    readings.put(Part.of(block.answer(), block.section(), block.fence()), block.reading());
                }
            }
        }

        // Two processes read code and diagrams, one beside the other where there are many.
        void read(List<Candidate> candidates) {
            if (candidates.size() > 1) {
                CompletableFuture<Void> diagrams = CompletableFuture.runAsync(
                        () -> parts(candidates).stream()
                                .filter(part -> part.kind() == Kind.DIAGRAM)
                                .forEach(this::reading),
                        OwnThread.named("diagrams"));
                parts(candidates).stream()
                        .filter(part -> part.kind() != Kind.DIAGRAM)
                        .forEach(this::reading);
                diagrams.join();
            }
        }

        private List<Part> parts(List<Candidate> candidates) {
            List<Part> parts = new ArrayList<>();
            for (Candidate candidate : candidates) {
                for (DraftSection section : candidate.written()) {
                    section.content().fences().forEach(block -> parts.add(Part.of(candidate, section, block)));
                }
            }
            return parts;
        }

        List<ExaminedBlock> blocks(Candidate candidate) {
            List<ExaminedBlock> blocks = new ArrayList<>();
            for (DraftSection section : candidate.written()) {
                for (FencedBlock block : section.content().fences()) {
                    blocks.add(
                            new ExaminedBlock(candidate, section, block, reading(Part.of(candidate, section, block))));
                }
            }
            return blocks;
        }

        private Attempted<Reading> reading(Part part) {
            return readings.computeIfAbsent(part, unread -> Attempted.of(() -> read(unread)));
        }

        private Reading read(Part part) {
            return switch (part.kind()) {
                case PYTHON ->
                    new OfPython(
                            python.compile(part.code()),
                            part.isSolution() ? languages.ruff().remarks(part.code()) : List.of());
                case CODE ->
                    new OfCode(languages
                            .readers()
                            .of(part.language().orElseThrow())
                            .check(part.code()));
                case DIAGRAM -> diagram(part.code());
                case OTHER -> new OfOther();
            };
        }

        private Reading diagram(String code) {
            Verdict verdict = languages.mermaid().parse(code);
            return new OfDiagram(verdict, Attempted.of(() -> Flowchart.in(code, verdict)));
        }

        private Optional<ExaminedAnswer> before(Candidate candidate) {
            return Optional.ofNullable(before.get(candidate.number()));
        }

        Attempted<List<CodeRemark>> remarks(Candidate candidate) {
            return before(candidate)
                    .filter(answer -> answer.question().equals(candidate.question()))
                    .map(ExaminedAnswer::attemptedRemarks)
                    .orElseGet(() -> Attempted.of(() ->
                            candidate.question().map(Examiner.this::remarksOn).orElse(List.of())));
        }

        // Programs are under way when this returns; what it returns waits for them.
        Supplier<Attempted<List<BlockRun>>> runs(Candidate candidate) {
            Optional<Attempted<List<BlockRun>>> known = before(candidate)
                    .filter(answer -> answer.candidate().hasCodeOf(candidate))
                    .map(ExaminedAnswer::attemptedRuns);
            if (known.isPresent()) {
                return known::get;
            }
            Attempted<Supplier<List<BlockRun>>> begun = Attempted.of(() -> execution.begin(candidate, python));
            return () -> Attempted.of(() -> begun.get().get());
        }

        // Trials are an addition: where they cannot be made, that is said of them and costs the answer nothing.
        Trials trials(Candidate candidate) {
            try {
                return before(candidate)
                        .filter(answer -> Verifier.isSameText(answer.candidate(), candidate))
                        .map(ExaminedAnswer::trials)
                        .or(() -> verifier.map(v -> v.tried(candidate, python)))
                        .orElse(Trials.NONE);
            } catch (RuntimeException | Error e) {
                return Trials.notRun(Defect.of(e).getMessage());
            }
        }

        List<Contradicted> contradicted(Candidate candidate) {
            List<Contradicted> standing = candidate.contradictions().stream()
                    .flatMap(contradiction -> Contradicted.of(contradiction, candidate).stream())
                    .toList();
            try {
                return verifier.map(v -> v.decided(standing, candidate, python)).orElse(standing);
            } catch (RuntimeException | Error e) {
                return standing;
            }
        }

        Attempted<Verification> verification(Candidate candidate) {
            return before(candidate)
                    .filter(answer -> Verifier.isSame(answer.candidate(), candidate))
                    .map(ExaminedAnswer::attemptedVerification)
                    .orElseGet(() -> Attempted.of(() -> verifier.<Verification>map(v -> v.verify(candidate, python))
                            .orElseGet(Verification.NotWanted::new)));
        }
    }
}
