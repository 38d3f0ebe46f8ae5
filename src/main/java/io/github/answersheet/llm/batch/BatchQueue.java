package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallFailedException;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.RemoteBatch;
import io.github.answersheet.store.BatchFailures;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Claim;
import io.github.answersheet.store.StoredBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The batches of a job. Between {@link #begin} and {@link #end} nobody else on the store sends batches to the endpoint; calls
 * are noted then and sent when a file is full or on {@link #submit}. Adding is thread-safe, the rest is for one thread.
 */
public final class BatchQueue implements PendingCalls {

    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration LAST_LOOK = Duration.ofMinutes(1);

    private final BatchApi api;
    private final CallStore store;
    private final BatchLog log;
    private final BatchJob job;
    private final Consumer<String> told;
    private final Collector collector;
    private final boolean isTriedOnce;
    // Batches that hold calls which were asked for.
    private final Set<String> awaited = new HashSet<>();

    private Claim turn;
    // Once a batch was refused, they go one by one.
    private boolean isNarrow;
    private int room;
    private Allowance allowance;
    private Submission submission;
    private Optional<String> denied = Optional.empty();
    private Optional<String> refused = Optional.empty();
    private Optional<String> cancelled = Optional.empty();

    /**
     * @param isTriedOnce whether calls that got no reply are left to somebody else
     * @param told of what happens, in words
     */
    public BatchQueue(BatchApi api, CallStore store, BatchJob job, boolean isTriedOnce, Consumer<String> told) {
        this.api = api;
        this.store = store;
        this.log = new BatchLog(store);
        this.job = job;
        this.isTriedOnce = isTriedOnce;
        this.told = told;
        this.collector = new Collector(api, log, job.endpoint().baseUrl(), told);
    }

    /**
     * Waits until nobody else sends batches, and takes in what is known of earlier ones.
     *
     * @throws EndpointException if the provider refuses batches as a whole and nothing is under way that may change that
     */
    public void begin() throws InterruptedException {
        CallKey key = CallKey.of(Map.of("batches", job.endpoint().baseUrl()));
        Optional<Claim> claim = store.claim(key);
        if (claim.isEmpty()) {
            told.accept("another run is sending batches; it is waited for");
        }
        while (claim.isEmpty()) {
            TimeUnit.SECONDS.sleep(1);
            claim = store.claim(key);
        }
        turn = claim.get();
        collector.adopt();
        ended(collector.collect());
        boolean isWaiting = isWaiting();
        if (refused.isPresent() && !isWaiting) {
            throw new EndpointException(refused.get());
        }
        room = !isNarrow ? Integer.MAX_VALUE : isWaiting ? 0 : 1;
        awaited.clear();
        denied = Optional.empty();
        allowance = new Allowance(job.budget(), store.spent(job.id(), job.since()), log.out(job.id()));
    }

    @Override
    public synchronized void add(CallKey key, Call call, long since) {
        if (submission != null && submission.has(key)) {
            return;
        }
        Optional<String> out = log.batchOf(key.hash());
        if (out.isPresent()) {
            awaited.add(out.get());
            return;
        }
        BatchFailures failures = log.failures(key.hash(), since);
        if (failures.isRefused() || !isTriedOnce && failures.count() >= job.attempts()) {
            throw new CallFailedException(
                    failures.why() + (failures.count() > 1 ? ", tried in " + failures.count() + " batches" : ""));
        }
        boolean isLeft = isTriedOnce && failures.count() > 0 || cancelled.isPresent();
        if (!isLeft) {
            send(key, job.budget().bounded(call));
        }
    }

    /** Sends what was noted. */
    public synchronized void submit() {
        if (submission == null) {
            return;
        }
        try (Submission sent = submission) {
            submission = null;
            RemoteBatch batch = sent.submit(api);
            awaited.add(sent.id());
            told.accept("batch " + batch.id() + ": submitted with " + sent.calls()
                    + (sent.calls() == 1 ? " call" : " calls"));
        }
    }

    /** Lets others send batches. What was noted and not sent is forgotten. */
    public synchronized void end() {
        if (submission != null) {
            submission.close();
            log.forget(submission.id());
            submission = null;
        }
        if (turn != null) {
            store.release(turn);
            turn = null;
        }
    }

    /** Whether a batch is under way that holds a call which was asked for. */
    public boolean isWaiting() {
        return awaitedBatches().findAny().isPresent();
    }

    /** Calls that are out in such batches. */
    public long waiting() {
        return awaitedBatches().mapToLong(StoredBatch::waiting).sum();
    }

    /**
     * Waits until one of the batches has ended whose calls were asked for.
     *
     * @return whether one has, before the time was over
     */
    public boolean awaitEnd(Instant until) throws InterruptedException {
        for (Duration pause = FIRST_LOOK; Instant.now().isBefore(until); pause = longer(pause)) {
            Duration left = Duration.between(Instant.now(), until);
            TimeUnit.MILLISECONDS.sleep(Math.max(1, Math.min(left.toMillis(), pause.toMillis())));
            List<Collector.Ended> ended = collector.collect();
            ended(ended);
            cancelled = ended.stream()
                    .filter(end -> end.as().isCancelled()
                            && awaited.contains(end.batch().id()))
                    .map(end -> end.as().id())
                    .findFirst()
                    .or(() -> cancelled);
            if (awaited.retainAll(awaitedBatches().map(StoredBatch::id).toList())) {
                return true;
            }
        }
        return false;
    }

    /** Has the batches ended whose calls were asked for; they have ended when nothing is waited for any more. */
    public void cancel() {
        awaitedBatches().forEach(batch -> {
            api.cancel(batch.remote());
            told.accept("batch " + batch.remote() + ": is to be ended; what has no reply is called live");
        });
    }

    /** Which limit forbade calls since the last beginning, in words. */
    public Optional<String> denied() {
        return denied;
    }

    /** A batch that somebody called off while it was waited for. */
    public Optional<String> cancelled() {
        return cancelled;
    }

    private void send(CallKey key, Call call) {
        String line = RequestLine.of(job.endpoint(), key, call);
        if (submission != null && submission.isFullFor(line)) {
            submit();
        }
        if (submission == null && room == 0) {
            return;
        }
        Optional<String> broken = allowance.take(call);
        if (broken.isPresent()) {
            denied = broken;
            return;
        }
        if (submission == null) {
            room--;
            submission = new Submission(log, job);
        }
        submission.add(key, call, line);
    }

    // A provider may refuse a batch because too much is queued: there is room again when another has ended.
    private void ended(List<Collector.Ended> ended) {
        List<RemoteBatch> own = ended.stream()
                .filter(end -> end.batch().job().equals(job.id()))
                .map(Collector.Ended::as)
                .toList();
        Optional<RemoteBatch> failed =
                own.stream().filter(RemoteBatch::isFailed).findFirst();
        isNarrow |= failed.isPresent();
        if (own.stream().anyMatch(batch -> !batch.isFailed())) {
            refused = Optional.empty();
        } else if (failed.isPresent()) {
            String why = failed.get().error().map(e -> ": " + e).orElse("");
            refused = Optional.of(api + ": batch " + failed.get().id() + " was refused" + why);
        }
    }

    private Stream<StoredBatch> awaitedBatches() {
        return log.open(job.endpoint().baseUrl()).stream().filter(batch -> awaited.contains(batch.id()));
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : next;
    }
}
