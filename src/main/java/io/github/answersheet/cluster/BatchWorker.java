package io.github.answersheet.cluster;

import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.llm.batch.BatchQueue;
import io.github.answersheet.run.UnfinishedException;
import io.github.answersheet.run.Waves;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.Backlog.Standing;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.HeldQuestions;
import io.github.answersheet.store.HeldQuestions.Open;
import io.github.answersheet.store.QuestionId;
import io.github.answersheet.store.StoredBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Has the open questions of a job answered in a provider's batches. It keeps them for itself while their calls are out, also
 * when it has ended or was killed; the next one goes on with them. Questions that other workers have at hand stay with those.
 */
public final class BatchWorker {

    // So that whoever starts it once a day keeps what is out.
    private static final Duration HOLD = Duration.ofDays(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long SECONDS_TO_END = 5;
    private static final int PAGE = 500;

    private final Backlog backlog;
    private final BatchLog log;
    private final String job;
    private final HeldQuestions held;
    private final Answering answering;
    private final BatchQueue queue;
    private final int concurrency;
    private final BiConsumer<QuestionId, Standing> told;

    // Questions of the last pass whose replies are missing.
    private int left;

    /**
     * @param answering asks the queue
     * @param concurrency questions that are checked at once
     * @param lease after so long without a sign another worker is taken for dead
     * @param told of each question that was dealt with; called by several threads
     */
    public BatchWorker(
            CallStore store,
            String job,
            Answering answering,
            BatchQueue queue,
            int concurrency,
            Duration lease,
            BiConsumer<QuestionId, Standing> told) {
        this.backlog = Backlog.of(store);
        this.log = new BatchLog(store);
        this.job = job;
        this.held = new HeldQuestions(store, job, HOLD, lease);
        this.answering = answering;
        this.queue = queue;
        this.concurrency = concurrency;
        this.told = told;
    }

    /**
     * Works until no question is open, be it with other workers.
     *
     * @param until when it stops waiting
     * @param isFinishedLive whether it is to stop as soon as batches bring nothing more, and to end those under way when the
     *     time is over
     * @return whether no question is open; else what is left is to be called at once
     * @throws UnfinishedException if the time is over, or somebody called a batch off
     */
    public boolean run(Instant until, boolean isFinishedLive) throws InterruptedException {
        Waves waves = new Waves(queue, this::pass);
        try {
            while (!waves.run(until)) {
                if (left > 0) {
                    waves.giveWay(isFinishedLive);
                }
                if (isFinishedLive) {
                    return false;
                }
                if (Instant.now().isAfter(until)) {
                    throw new UnfinishedException("other workers have questions at hand; the same command goes on");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            return true;
        } finally {
            if (log.all().stream().noneMatch(this::isOut)) {
                held.release();
            }
        }
    }

    private boolean isOut(StoredBatch batch) {
        return batch.job().equals(job) && batch.mayBeOut();
    }

    private boolean pass() throws InterruptedException {
        left = 0;
        ExecutorService pool = Executors.newFixedThreadPool(concurrency);
        try {
            List<Open> page = held.hold(held.start(), PAGE);
            while (!page.isEmpty()) {
                answer(page, pool);
                page = held.hold(page.get(page.size() - 1).question(), PAGE);
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        }
        return left == 0 && !backlog.isOpen(job);
    }

    private void answer(List<Open> page, ExecutorService pool) throws InterruptedException {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (Open open : page) {
            if (open.isHeld()) {
                work.add(() -> isAnswered(open.question()));
            }
        }
        for (Future<Boolean> answered : pool.invokeAll(work)) {
            left += isTrue(answered) ? 0 : 1;
        }
    }

    private boolean isAnswered(QuestionId question) throws InterruptedException {
        Standing standing;
        try {
            standing = answering.answer(question);
        } catch (CallPendingException e) {
            return false;
        }
        held.settle(question, standing);
        told.accept(question, standing);
        return true;
    }

    private static boolean isTrue(Future<Boolean> answered) throws InterruptedException {
        try {
            return answered.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
