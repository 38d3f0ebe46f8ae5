package io.github.answersheet.cli;

import io.github.answersheet.check.Checker;
import io.github.answersheet.cluster.Answering;
import io.github.answersheet.cluster.BatchWorker;
import io.github.answersheet.cluster.Job;
import io.github.answersheet.cluster.OpenJob;
import io.github.answersheet.cluster.WorkerClients;
import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.batch.BatchJob;
import io.github.answersheet.llm.batch.BatchQueue;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.Backlog;
import io.github.answersheet.store.Backlog.Standing;
import io.github.answersheet.store.QuestionId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Has the questions of a job answered in batches.
 *
 * @param lease after so long without a sign another worker is taken for dead
 * @param checkers who checks drafts
 * @param say told of what happens on the way, in words
 */
record BatchWorking(
        WaveOptions options,
        WorkerClients clients,
        Duration lease,
        Function<OpenJob, Checker> checkers,
        BiConsumer<QuestionId, Standing> told,
        Consumer<String> say) {

    /**
     * Works until no question is open.
     *
     * @return whether none is; else what is left is to be called at once
     * @throws io.github.answersheet.run.UnfinishedException if replies come later
     */
    boolean run(Backlog.Job job) throws InterruptedException {
        if (clients.entries().size() > 1) {
            throw new InputException(Problem.of(
                    "--endpoints", "batches go to one endpoint; name one, and start a worker for each of the others"));
        }
        Backlog backlog = Backlog.of(clients.store());
        // What failed in batches is tried again when it was enqueued again.
        long enqueued = backlog.enqueued(job.id());
        Endpoint endpoint =
                clients.entries().get(0).endpoint(Job.read(job).model(), clients.timeout(), clients.variables());
        BatchJob calls = new BatchJob(
                job.id(), endpoint, 0, Budget.UNLIMITED, clients.patience().attempts(), options.limits());
        BatchQueue queue = new BatchQueue(
                new BatchApi(endpoint, clients.patience(), clients.variables()),
                clients.store(),
                calls,
                options.finishLive(),
                say);
        Answering deferred = new Answering(
                backlog,
                new Version().getVersion()[0],
                open -> clients.deferring(open, (key, call, since) -> queue.add(key, call, enqueued)),
                checkers);
        return new BatchWorker(clients.store(), job.id(), deferred, queue, clients.concurrency(), lease, told)
                .run(Instant.now().plus(options.batchWait()), options.finishLive());
    }
}
