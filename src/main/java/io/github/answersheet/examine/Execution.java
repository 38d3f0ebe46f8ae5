package io.github.answersheet.examine;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.language.Language;
import io.github.answersheet.language.PythonInterpreter;
import io.github.answersheet.language.Syntax;
import io.github.answersheet.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Runs the code of answers. The blocks of all answers share a small pool, so that what is greedy or slow holds up its own
 * like and no call of a model. Thread-safe.
 */
final class Execution implements AutoCloseable {

    private static final int AT_ONCE = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final Optional<Sandbox> sandbox;
    private final Syntax bash;
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "blocks");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param sandbox where code is run; empty where nobody wants it run
     */
    Execution(Optional<Sandbox> sandbox, Syntax bash) {
        this.sandbox = sandbox;
        this.bash = bash;
    }

    /** Whether somebody wants code to be run. Where there is no sandbox, blocks say so. */
    boolean isOn() {
        return sandbox.isPresent();
    }

    /**
     * Has the blocks of an answer run.
     *
     * @return waits for them, and gives each block that can be run with its state, in the order of the answer; nothing where
     *     nobody wants code run
     */
    Supplier<List<BlockRun>> begin(Candidate answer, PythonInterpreter python) {
        if (sandbox.isEmpty()) {
            return List::of;
        }
        List<DraftSection> sections = answer.written();
        AnswerFolder folder = AnswerFolder.of(answer, sections);
        List<CompletableFuture<BlockRun>> blocks = folder.entries().stream()
                .map(entry -> CompletableFuture.supplyAsync(
                        () -> run(answer, folder, entry, sections.get(entry.section()), python), pool))
                .toList();
        return () -> ended(folder, blocks);
    }

    private BlockRun run(
            Candidate answer, AnswerFolder folder, Entry entry, DraftSection section, PythonInterpreter python) {
        Language language = entry.block().typedOrWritten().orElse(Language.BASH);
        if (language.equals(Language.PYTHON)) {
            return new PythonRun(folder, entry, section, python, sandbox.get()).run();
        }
        // So are scripts of other shells, which say that they need those.
        if (language.equals(Language.BASH)) {
            return new BashRun(folder, entry, section, bash, sandbox.get()).run();
        }
        return new ProgramRun(folder, entry, section, language, answer.askedIn(language), sandbox.get()).run();
    }

    private static List<BlockRun> ended(AnswerFolder folder, List<CompletableFuture<BlockRun>> blocks) {
        List<Entry> entries = folder.entries();
        try {
            List<BlockRun> runs = new ArrayList<>();
            for (CompletableFuture<BlockRun> block : blocks) {
                runs.add(block.get());
            }
            List<BlockRun> judged = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                judged.add(withTests(runs.get(i), entries.get(i), folder, runs));
            }
            return List.copyOf(judged);
        } catch (InterruptedException e) {
            // Whoever ends the program does not wait for blocks.
            Thread.currentThread().interrupt();
            return entries.stream()
                    .map(entry -> new BlockRun(entry, State.UNCHECKED, "interrupted"))
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * A program that only wants arguments has passed if tests that passed give it some. So has a script of which a run alone
     * says nothing.
     */
    private static BlockRun withTests(BlockRun run, Entry entry, AnswerFolder folder, List<BlockRun> all) {
        boolean saysNothing = run.state() == State.NOT_RUN || run.state() == State.UNCHECKED;
        boolean isOpen = saysNothing
                && (run.reason().equals(Excuse.ARGUMENTS) || entry.block().isBash() && entry.isNamed());
        if (!isOpen || entry.isTest()) {
            return run;
        }
        for (int i = 0; i < all.size(); i++) {
            Entry test = folder.entries().get(i);
            if (test != entry
                    && test.isTest()
                    && all.get(i).state() == State.PASSED
                    && entry.isIn(test.block().code())) {
                return run.as(State.PASSED).because("run by " + (test.isNamed() ? test.name() : "the tests"));
            }
        }
        return run;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
