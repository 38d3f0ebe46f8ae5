package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.examine.Verification.NotRun;
import io.github.answersheet.examine.Verification.NotWanted;
import io.github.answersheet.examine.Verification.Unproved;
import io.github.answersheet.examine.Verification.Wanted;
import io.github.answersheet.language.Compilation;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.pack.Role;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the code of a question and the code that is to take its place on the cases of a proof, on a few threads of its
 * own. Thread-safe.
 */
final class Verifier implements AutoCloseable {

    private static final int MOST_AT_ONCE = 4;

    private final Optional<Sandbox> sandbox;
    private final ExecutorService pool;

    /**
     * @param sandbox where code is run; empty where nobody wants it run
     */
    Verifier(Optional<Sandbox> sandbox) {
        this.sandbox = sandbox;
        int threads = Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "verification");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether there is the same to verify in two answers. */
    static boolean isSame(Candidate one, Candidate other) {
        return one.category().equals(other.category())
                && one.question().equals(other.question())
                && one.proof().equals(other.proof())
                && solution(one).map(DraftSection::body).equals(solution(other).map(DraftSection::body));
    }

    private static Optional<DraftSection> solution(Candidate answer) {
        return answer.section(Role.SOLUTION);
    }

    /**
     * Verifies a draft; without its question nothing can be said.
     *
     * @param python tells what a program imports
     */
    Verification verify(Candidate answer, PythonInterpreter python) {
        if (answer.question().isEmpty() || !answer.category().proved()) {
            return new NotWanted();
        }
        Optional<Code> original = Programs.original(answer.question().get(), python);
        if (original.isEmpty()) {
            return new NotRun("the question has no "
                    + Language.all().stream()
                            .filter(Language::cases)
                            .map(Language::name)
                            .collect(Collectors.joining(" or "))
                    + " program");
        }
        if (sandbox.isEmpty()) {
            return new NotRun("code is not to be run");
        }
        Language language = original.get().language();
        List<FencedBlock> blocks =
                solution(answer).map(s -> Programs.blocks(s, language)).orElse(List.of());
        if (blocks.isEmpty()) {
            return new NotRun("the improved solution has no program in the language of the original");
        }
        Code improved = Programs.improved(blocks, original.get(), python);
        Optional<Proof> proof = answer.proof();
        if (proof.isPresent() && proof.get().failure().isPresent()) {
            return new Unproved(proof.get().failure().get(), proof.get());
        }
        // Where all is known, nothing need be started.
        return proof.map(p ->
                        verify(answer, original.get().named(improved.fileName()), improved, p, blocks.get(0), python))
                .orElseGet(() -> sandbox.get()
                        .unavailable()
                        .<Verification>map(Verifier::noSandbox)
                        .orElse(new Wanted(improved.fileName())));
    }

    /** Whether there is the same to try in two answers. */
    static boolean isSameText(Candidate one, Candidate other) {
        return one.category().equals(other.category())
                && one.question().equals(other.question())
                && one.proof().equals(other.proof())
                && texts(one).equals(texts(other));
    }

    private static List<String> texts(Candidate answer) {
        return answer.written().stream()
                .flatMap(section -> Stream.of(section.label(), section.body()))
                .toList();
    }

    /** Tries the statements of a draft; without its question nothing is tried. */
    Trials tried(Candidate answer, PythonInterpreter python) {
        if (answer.question().isEmpty()
                || !answer.category().tried()
                || answer.written().isEmpty()) {
            return Trials.NONE;
        }
        if (sandbox.isEmpty()) {
            return Trials.notRun("code is not to be run");
        }
        if (answer.proof().isEmpty()) {
            return sandbox.get()
                    .unavailable()
                    .map(reason -> Trials.notRun("no sandbox: " + reason))
                    .orElseGet(Trials::wanted);
        }
        Proof proof = answer.proof().get();
        return proof.useless().map(Trials::notRun).orElseGet(() -> tried(answer, proof, python));
    }

    private Trials tried(Candidate answer, Proof proof, PythonInterpreter python) {
        AnswerFolder folder = AnswerFolder.of(answer, answer.written());
        Map<String, String> files =
                folder.filesForTrials(answer.question().flatMap(question -> Programs.original(question, python)));
        List<TrialResult> standing = new ArrayList<>();
        int left = proof.trialsLeft();
        for (Trial trial : proof.trials()) {
            Optional<TrialResult> placed = placed(trial, answer.written(), folder);
            placed.ifPresent(standing::add);
            left += placed.isPresent() ? 0 : 1;
        }
        List<Future<TrialRun.Shown>> runs = standing.stream()
                .map(result -> pool.submit(() -> new TrialRun(result.trial(), files, sandbox.get()).run()))
                .toList();
        List<TrialResult> results = new ArrayList<>();
        Optional<NoticedChanges> noticed;
        try {
            for (int i = 0; i < runs.size(); i++) {
                TrialRun.Shown shown = runs.get(i).get();
                boolean isDisputed = shown.state() == TrialResult.State.REFUTED
                        && proof.isDisputed(standing.get(i).trial());
                TrialResult result = standing.get(i).having(shown);
                results.add(isDisputed ? result.as(TrialResult.State.DISPUTED) : result);
            }
            noticed = proof.trials().isEmpty()
                    ? Optional.empty()
                    : new Mutants(folder, python, sandbox.get(), pool).noticed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Trials.notRun("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        List<Gap> gaps = proof.gaps().stream().filter(gap -> gap.counts(answer)).toList();
        Optional<String> why =
                results.isEmpty() && left == 0 ? Optional.of("the examiner brought none") : Optional.empty();
        return new Trials(false, why, results, left, Behaviour.untried(answer, results), files, gaps, noticed);
    }

    /** Decides by running what can be decided so. */
    List<Contradicted> decided(List<Contradicted> standing, Candidate answer, PythonInterpreter python) {
        if (sandbox.isEmpty()
                || standing.stream().allMatch(c -> c.contradiction().trial().isEmpty())
                || sandbox.get().unavailable().isPresent()) {
            return standing;
        }
        Map<String, String> files = AnswerFolder.of(answer, answer.written())
                .filesForTrials(answer.question().flatMap(question -> Programs.original(question, python)));
        return standing.stream()
                .map(each -> each.contradiction()
                        .trial()
                        .map(trial -> each.having(new TrialRun(trial, files, sandbox.get()).run()))
                        .orElse(each))
                .toList();
    }

    // Where its statement stands; empty if it does not.
    private static Optional<TrialResult> placed(Trial trial, List<DraftSection> written, AnswerFolder folder) {
        for (int section = 0; section < written.size(); section++) {
            Optional<Integer> offset = Quote.in(written.get(section).body(), trial.quote());
            if (offset.isPresent()) {
                int own = section;
                String code = folder.entries().stream()
                        .filter(entry -> entry.section() != own && entry.isIn(trial.program()))
                        .map(entry -> written.get(entry.section()).label())
                        .findFirst()
                        .orElse("");
                return Optional.of(new TrialResult(
                        trial, TrialResult.State.UNDECIDED, section, offset.get(), code, "not run yet"));
            }
        }
        return Optional.empty();
    }

    private static NotRun noSandbox(String reason) {
        return new NotRun("no sandbox: " + reason);
    }

    private List<LostResult> lost(Code original, Code improved, List<CaseResult> results, Candidate answer) {
        try {
            return new Perturbations(original, improved, sandbox.get(), pool).lost(results, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Verification verify(
            Candidate answer,
            Code original,
            Code improved,
            Proof proof,
            FencedBlock solution,
            PythonInterpreter python) {
        List<Case> cases = new ArrayList<>();
        List<CaseRemark> unfit = new ArrayList<>();
        for (Case input : proof.cases()) {
            input.unfitFor(original).ifPresentOrElse(why -> unfit.add(input.useless(why)), () -> cases.add(input));
        }
        Optional<String> obstacle = obstacle(original, improved, cases, python);
        if (obstacle.isPresent()) {
            return new NotRun(obstacle.get());
        }
        List<CaseResult> results = new ArrayList<>();
        Optional<String> why = run(original, improved, cases, results);
        if (why.isPresent()) {
            return noSandbox(why.get());
        }
        results.forEach(result -> result.unfit().ifPresent(unfit::add));
        results.removeIf(result -> result.unfit().isPresent());
        List<LostResult> lost = proof.trials().isEmpty() ? List.of() : lost(original, improved, results, answer);
        return new Verification.Ran(results, unfit, proof, improved.fileName(), solution, lost);
    }

    private static Optional<String> obstacle(Code original, Code improved, List<Case> cases, PythonInterpreter python) {
        if (original.language() == Language.PYTHON
                && python.compile(improved.text()) instanceof Compilation.SyntaxError) {
            return Optional.of("the improved solution does not compile");
        }
        // Cases may put a fake in the place of a package.
        boolean isFaked = cases.stream().allMatch(c -> c.setup().contains("sys.modules"));
        return isFaked
                ? Optional.empty()
                : Programs.foreign(original, python)
                        .or(() -> Programs.foreign(improved, python))
                        .map(name -> "needs " + name);
    }

    // Why they could not be run; empty if they were.
    private Optional<String> run(Code original, Code improved, List<Case> cases, List<CaseResult> results) {
        List<Future<Seen>> originals = new ArrayList<>();
        List<Future<Seen>> solutions = new ArrayList<>();
        List<Optional<Future<Seen>>> hollows = new ArrayList<>();
        List<CaseResult> tried = new ArrayList<>();
        for (Case input : cases) {
            originals.add(pool.submit(() -> CaseRun.of(original, input, true, sandbox.get())));
            solutions.add(pool.submit(() -> CaseRun.of(improved, input, false, sandbox.get())));
        }
        try {
            for (int i = 0; i < cases.size(); i++) {
                Seen of = originals.get(i).get();
                Seen is = solutions.get(i).get();
                for (Seen seen : List.of(of, is)) {
                    if (seen.end() == Ending.NOT_STARTED) {
                        return Optional.of(seen.stderr());
                    }
                }
                // Only what is passed could be passed by something else than the program; Bash has nothing else.
                Case input = cases.get(i);
                boolean isToTry = improved.language() == Language.PYTHON
                        && input.right().missedBy(is).isEmpty();
                hollows.add(
                        isToTry
                                ? Optional.of(pool.submit(() -> CaseRun.hollow(improved, input, sandbox.get())))
                                : Optional.empty());
                tried.add(new CaseResult(input, of, is));
            }
            for (int i = 0; i < cases.size(); i++) {
                results.add(
                        hollows.get(i).isPresent()
                                ? tried.get(i).beside(hollows.get(i).get().get())
                                : tried.get(i));
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
