package io.github.answersheet.verification;

import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.pack.AnswerFormat;
import io.github.answersheet.python.Compilation;
import io.github.answersheet.python.PythonInterpreter;
import io.github.answersheet.quiz.Question;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.source.Position;
import io.github.answersheet.verification.Verification.Invalid;
import io.github.answersheet.verification.Verification.Missing;
import io.github.answersheet.verification.Verification.NotRun;
import io.github.answersheet.verification.Verification.NotWanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the code of a question and the code that is to take its place on the cases of a draft, on a few threads of its
 * own. Thread-safe.
 */
public final class Verifier implements AutoCloseable {

    private static final int MOST_AT_ONCE = 4;

    private final Optional<Sandbox> sandbox;
    private final PythonInterpreter python;
    private final ExecutorService pool;

    /**
     * @param sandbox where code is run; empty where nobody wants it run
     * @param python tells what a program imports
     */
    public Verifier(Optional<Sandbox> sandbox, PythonInterpreter python) {
        this.sandbox = sandbox;
        this.python = python;
        int threads = Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "verification");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Verifies a draft.
     *
     * @param format which says whether such answers are verified
     * @param question whose code is reviewed; without it nothing can be said
     */
    public Verification verify(AnswerFormat format, Optional<Question> question, Draft draft) {
        if (question.isEmpty() || format.label(Verification.LABEL).isEmpty()) {
            return new NotWanted();
        }
        Optional<Code> original = Programs.original(question.get(), python);
        if (original.isEmpty()) {
            return new NotRun("the question has no Python or Bash program");
        }
        if (sandbox.isEmpty()) {
            return new NotRun("code is not to be run");
        }
        Verification verification = draft.section(Verification.LABEL)
                .map(section -> verify(original.get(), draft, section))
                .orElse(new Missing());
        // Where nothing can be run, nothing is wanted of a draft; where all is known, nothing need be started.
        boolean isWanting = verification instanceof Missing || verification instanceof Invalid;
        return isWanting
                ? sandbox.get()
                        .unavailable()
                        .<Verification>map(Verifier::noSandbox)
                        .orElse(verification)
                : verification;
    }

    private static NotRun noSandbox(String reason) {
        return new NotRun("no sandbox: " + reason);
    }

    private Verification verify(Code original, Draft draft, DraftSection section) {
        Optional<FencedBlock> block = section.content().fences().stream()
                .filter(b -> b.is("json") || b.language().isEmpty())
                .findFirst();
        if (block.isEmpty()) {
            return new Invalid(section, section.labelPosition(), "the cases stand in a ```json block; there is none");
        }
        List<Case> cases;
        try {
            cases = new CaseReader(original.language(), block.get().code()).read();
        } catch (CaseReader.Refused e) {
            Position at = block.get()
                    .positionIn(section, e.position().line(), e.position().column());
            return new Invalid(section, at, "line " + e.position().line() + " of the block: " + e.getMessage());
        }
        Optional<DraftSection> solution = draft.section(Verification.SOLUTION);
        List<FencedBlock> blocks =
                solution.map(s -> Programs.blocks(s, original.language())).orElse(List.of());
        if (blocks.isEmpty()) {
            return new NotRun("the improved solution has no program in the language of the original");
        }
        Code improved = Programs.improved(blocks, original, python);
        Optional<String> obstacle = obstacle(original, improved, cases);
        if (obstacle.isPresent()) {
            return new NotRun(obstacle.get());
        }
        List<CaseResult> results = new ArrayList<>();
        return run(original, improved, cases, results)
                .<Verification>map(Verifier::noSandbox)
                .orElse(new Verification.Ran(results, section, block.get(), solution.get(), blocks.get(0)));
    }

    private Optional<String> obstacle(Code original, Code improved, List<Case> cases) {
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
                results.add(new CaseResult(cases.get(i), of, is));
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
