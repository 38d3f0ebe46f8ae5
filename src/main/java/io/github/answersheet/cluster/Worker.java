package io.github.answersheet.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.source.Defect;
import io.github.answersheet.source.InputException;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.Backlog.Standing;
import io.github.answersheet.store.Host;
import io.github.answersheet.store.QuestionId;
import io.github.answersheet.store.QuestionState;
import io.github.answersheet.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Takes questions from a backlog that other workers share. Questions of a worker that gives no sign of life are taken over;
 * what it paid for is in the store.
 */
public final class Worker {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MISSED_SIGNS = 4;
    private static final int MOST_FAILURES = 5;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    // So many questions as there are threads lie ready, so that none waits for the next look.
    private static final double LEAST_AT_HAND = 1.0;
    private static final double MOST_AT_HAND = 2.0;

    private final Backlog backlog;
    private final Answering answering;
    private final BiConsumer<QuestionId, Standing> told;
    private final Scheduler scheduler;
    private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();
    private volatile boolean isEnding;

    /** A name that no other worker has. */
    public static String newName() {
        return Host.name() + "/" + ProcessHandle.current().pid() + "/"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * @param name tells this worker from all others
     * @param concurrency questions at once
     * @param lease after so long without a sign a worker is taken for dead
     * @param grace how long questions under way may take when the worker is to end
     * @param told of each question that was dealt with; called by several threads
     */
    public Worker(
            Backlog backlog,
            Answering answering,
            String name,
            int concurrency,
            Duration lease,
            Duration grace,
            BiConsumer<QuestionId, Standing> told) {
        this.backlog = backlog;
        this.answering = answering;
        this.told = told;
        OneTimeTask<Void> task = Tasks.oneTime(Backlog.TASK)
                .onFailure(this::later)
                .onDeadExecutionRevive()
                .execute((instance, context) -> answer(QuestionId.ofTask(instance.getId())));
        this.scheduler = Scheduler.create(backlog.dataSource(), List.of(task))
                .schedulerName(new SchedulerName.Fixed(name))
                .serializer(new NoData())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .threads(concurrency)
                .pollUsingLockAndFetch(LEAST_AT_HAND, MOST_AT_HAND)
                .pollingInterval(LOOK)
                .heartbeatInterval(lease.dividedBy(MISSED_SIGNS))
                .missedHeartbeatsLimit(MISSED_SIGNS)
                .shutdownMaxWait(grace)
                .build();
    }

    /**
     * Works until it is interrupted or nothing can be called.
     *
     * @param untilDone whether it ends when no question is open, be it with other workers
     * @throws EndpointException if no call can succeed
     */
    public void run(boolean untilDone) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        // The machine waits for questions under way.
        Thread hold = new Thread(() -> await(ended));
        Runtime.getRuntime().addShutdownHook(hold);
        try {
            scheduler.start();
            while (stopped.get() == null && !(untilDone && !backlog.isAnyOpen())) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
        } finally {
            isEnding = true;
            scheduler.stop();
            ended.countDown();
            release(hold);
        }
        if (stopped.get() != null) {
            throw stopped.get();
        }
    }

    /**
     * Tasks have no data. What somebody put into their column is not read: the scheduler's own way would make any object of it.
     */
    private static final class NoData implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            if (data != null) {
                throw new IllegalArgumentException("tasks have no data");
            }
            return null;
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            if (data != null) {
                throw new IllegalStateException("a task of the store holds data, which is not read");
            }
            return null;
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void release(Thread hold) {
        try {
            Runtime.getRuntime().removeShutdownHook(hold);
        } catch (IllegalStateException e) {
            // It is running: the machine is about to stop.
            return;
        }
    }

    private void answer(QuestionId question) {
        // What lies ready and is not begun is for others.
        if (isEnding || stopped.get() != null) {
            throw new IllegalStateException("this worker ends");
        }
        try {
            Standing standing = answering.answer(question);
            backlog.mark(question, standing);
            told.accept(question, standing);
        } catch (EndpointException | InputException e) {
            stopped.compareAndSet(null, e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    // A defect must not keep a question for ever; what is no matter of the question may.
    private void later(ExecutionComplete complete, ExecutionOperations<Void> task) {
        int failures = complete.getExecution().consecutiveFailures + 1;
        Throwable cause = complete.getCause().orElseThrow();
        boolean isOfQuestion = !(cause instanceof StoreException)
                && !(cause.getCause() instanceof InterruptedException)
                && !isEnding
                && stopped.get() == null;
        if (isOfQuestion && failures >= MOST_FAILURES) {
            QuestionId question =
                    QuestionId.ofTask(complete.getExecution().taskInstance.getId());
            backlog.mark(
                    question,
                    new Standing(
                            QuestionState.FAILED, Optional.of(Defect.of(cause).getMessage())));
            task.remove();
        } else {
            task.reschedule(complete, Instant.now().plus(AFTER_FAILURE));
        }
    }
}
