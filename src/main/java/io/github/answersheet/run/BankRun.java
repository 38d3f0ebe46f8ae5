package io.github.answersheet.run;

import io.github.answersheet.llm.BudgetExceededException;
import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.prompt.Assignment;
import io.github.answersheet.repair.Outcome;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Takes quizzes from their questions to their sheets, many questions at once. Quizzes are read when their turn comes, and only
 * those that have a question under way are held. An answer that fails is an outcome and stops nothing; where one waits for a
 * reply, its quiz is left out.
 */
public final class BankRun {

    private static final long SECONDS_TO_END = 5;

    private final Pack pack;
    private final Function<Assignment, Outcome> answering;
    private final int concurrency;
    private final Progress progress;
    private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();

    /**
     * @param answering turns one question into an answer; called by several threads
     * @param concurrency how many questions are under way at once, at least 1
     */
    public BankRun(Pack pack, Function<Assignment, Outcome> answering, int concurrency, Progress progress) {
        this.pack = pack;
        this.answering = answering;
        this.concurrency = concurrency;
        this.progress = progress;
    }

    /**
     * Answers everything. The first failure that is no matter of one answer ends the run and is thrown; quizzes that were done
     * by then have been told of.
     *
     * @param tasks may read as it goes
     */
    public void run(Iterator<QuizTask> tasks) throws InterruptedException {
        ExecutorService pool = CallThreads.pool(concurrency);
        Semaphore free = new Semaphore(concurrency);
        try {
            while (tasks.hasNext() && stopped.get() == null) {
                QuizTask task = tasks.next();
                SheetAssembly assembly = new SheetAssembly(task, pack);
                for (int i = 0; i < task.assignments().size(); i++) {
                    free.acquire();
                    if (stopped.get() != null) {
                        free.release();
                        break;
                    }
                    int index = i;
                    pool.execute(() -> answer(task, index, assembly, free));
                }
            }
            // A budget lets the calls in flight come to their end; they are paid for.
            if (stopped.get() == null || stopped.get() instanceof BudgetExceededException) {
                free.acquire(concurrency);
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        }
        if (stopped.get() != null) {
            throw stopped.get();
        }
    }

    private void answer(QuizTask task, int index, SheetAssembly assembly, Semaphore free) {
        try {
            if (stopped.get() == null) {
                synchronized (progress) {
                    progress.begun(task);
                }
                Outcome outcome = answering.apply(task.assignments().get(index));
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                Optional<QuizResult> result = assembly.take(index, outcome);
                synchronized (progress) {
                    progress.answered(task, outcome);
                    result.ifPresent(r -> progress.finished(task, r));
                }
            }
        } catch (CallPendingException e) {
            // Its quiz is put together in a later run, when the reply is there.
            return;
        } catch (RuntimeException e) {
            stopped.compareAndSet(null, e);
        } catch (Error e) {
            stopped.compareAndSet(null, new IllegalStateException(e));
        } finally {
            free.release();
        }
    }
}
