package io.github.answersheet.examine;

import io.github.answersheet.cache.Recent;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.python.BashSyntax;
import io.github.answersheet.python.PythonInterpreter;
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
public final class Execution implements AutoCloseable {

    private static final int AT_ONCE = Math.max(4, Runtime.getRuntime().availableProcessors());
    // The answers that several rules ask about, one after the other.
    private static final int RECENT = 100;

    private final Optional<Sandbox> sandbox;
    private final PythonInterpreter python;
    private final BashSyntax bash;
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "blocks");
        thread.setDaemon(true);
        return thread;
    });
    private final Recent<List<BlockRun>> recent = new Recent<>(RECENT);

    /**
     * @param sandbox where code is run; empty where nobody wants it run
     */
    public Execution(Optional<Sandbox> sandbox, PythonInterpreter python, BashSyntax bash) {
        this.sandbox = sandbox;
        this.python = python;
        this.bash = bash;
    }

    /** Whether somebody wants code to be run. Where there is no sandbox, blocks say so. */
    public boolean isOn() {
        return sandbox.isPresent();
    }

    /**
     * Every Python and Bash block of one answer with its state, in the order of the answer; nothing where nobody wants
     * code run. What was run before is not run again.
     */
    public List<BlockRun> of(AnswerCode answer) {
        return sandbox.isEmpty()
                ? List.of()
                : recent.get(answer.key()).orElseGet(() -> ended(begun(answer, sandbox.get())));
    }

    /** Has the blocks of several answers run, those of one beside those of another, so that nobody need wait for each. */
    public void readAhead(List<AnswerCode> answers) {
        sandbox.ifPresent(where ->
                answers.stream().map(answer -> begun(answer, where)).toList().forEach(this::ended));
    }

    /** An answer whose blocks are being run. */
    private record Begun(String key, AnswerFolder folder, List<CompletableFuture<BlockRun>> blocks) {}

    private Begun begun(AnswerCode answer, Sandbox where) {
        AnswerFolder folder = AnswerFolder.of(answer);
        return new Begun(
                answer.key(),
                folder,
                folder.entries().stream()
                        .map(entry -> CompletableFuture.supplyAsync(
                                one(folder, entry, answer.sections().get(entry.section()), where), pool))
                        .toList());
    }

    private List<BlockRun> ended(Begun begun) {
        List<Entry> entries = begun.folder().entries();
        try {
            List<BlockRun> runs = new ArrayList<>();
            for (CompletableFuture<BlockRun> block : begun.blocks()) {
                runs.add(block.get());
            }
            List<BlockRun> judged = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                judged.add(withTests(runs.get(i), entries.get(i), begun.folder(), runs));
            }
            recent.put(begun.key(), List.copyOf(judged));
            return List.copyOf(judged);
        } catch (InterruptedException e) {
            // Whoever ends the program does not wait for blocks, and what they are told is not kept.
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

    private Supplier<BlockRun> one(AnswerFolder folder, Entry entry, DraftSection section, Sandbox where) {
        return () -> entry.block().isPython() || entry.block().isPythonSession()
                ? new PythonRun(folder, entry, section, python, where).run()
                : new BashRun(folder, entry, section, bash, where).run();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
