package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.RemoteBatch;
import io.github.answersheet.llm.StoredCalls;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.BatchResult;
import io.github.answersheet.store.BatchState;
import io.github.answersheet.store.StoredBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds out what has become of batches and brings their results into the store. For one thread. */
public final class Collector {

    // A provider may still be at a request whose sender was killed.
    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);
    private static final Pattern OUR_ID = Pattern.compile("[0-9a-f]{64}");
    // So many results are kept at once.
    private static final int CHUNK = 100;

    private final BatchApi api;
    private final BatchLog log;
    private final String url;
    private final Consumer<String> told;
    private final Map<String, String> lastTold = new HashMap<>();

    /** A batch as it was written down, and as it ended. */
    public record Ended(StoredBatch batch, RemoteBatch as) {}

    /**
     * @param url of the endpoint
     * @param told of what changes, in words
     */
    public Collector(BatchApi api, BatchLog log, String url, Consumer<String> told) {
        this.api = api;
        this.log = log;
        this.url = url;
        this.told = told;
    }

    /**
     * Sees to batches that a run was sending when it was ended: the provider has them, or their calls are free. Only for one
     * who alone may send batches.
     */
    void adopt() throws InterruptedException {
        for (StoredBatch batch : log.open(url)) {
            if (!batch.isSubmitted()) {
                Optional<RemoteBatch> there =
                        batch.state().equals(BatchState.SUBMITTING) ? found(batch) : Optional.empty();
                if (there.isPresent()) {
                    log.mark(
                            batch.id(),
                            there.get().state(),
                            batch.file(),
                            there.get().id());
                    told.accept("batch " + there.get().id() + ": was submitted by a run that was ended then, "
                            + batch.calls() + " calls");
                } else {
                    log.forget(batch.id());
                }
            }
        }
    }

    /** Asks for each batch and takes what is ready; gives those that have ended now. */
    public List<Ended> collect() {
        List<Ended> ended = new ArrayList<>();
        for (StoredBatch batch : log.open(url)) {
            if (batch.isSubmitted()) {
                RemoteBatch now = api.get(batch.remote());
                if (now.isEnded()) {
                    end(batch, now);
                    ended.add(new Ended(batch, now));
                } else {
                    log.mark(batch.id(), now.state(), batch.file(), batch.remote());
                    tell(now.id(), now.state() + ", " + now.done() + " of " + batch.calls() + " calls done");
                }
            }
        }
        return ended;
    }

    private Optional<RemoteBatch> found(StoredBatch batch) throws InterruptedException {
        Instant late = Instant.ofEpochMilli(batch.changed()).plus(IN_FLIGHT);
        while (true) {
            boolean isLate = Instant.now().isAfter(late);
            Optional<RemoteBatch> found = api.find(batch.file(), batch.id());
            if (found.isPresent() || isLate) {
                return found;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void end(StoredBatch batch, RemoteBatch ended) {
        for (String file : ended.results()) {
            keep(batch, file);
        }
        // What was refused as a whole or called off was not tried.
        boolean wasTried = !ended.isFailed() && !ended.isCancelled();
        Optional<String> why = wasTried
                ? Optional.of("the batch is " + ended.state() + " and has no result for this call")
                : Optional.empty();
        log.end(batch.id(), ended.state(), why);
        log.all().stream()
                .filter(b -> b.id().equals(batch.id()))
                .forEach(b -> tell(
                        ended.id(),
                        ended.state() + ", " + b.replies() + " of " + b.calls() + " calls have a reply"
                                + ended.error().map(e -> ": " + e).orElse("")));
    }

    private void keep(StoredBatch batch, String file) {
        Path results = null;
        try {
            results = Files.createTempFile("answersheet-", ".jsonl");
            api.download(file, results, batch.calls());
            keep(batch.id(), results);
        } catch (IOException e) {
            throw new InputException(Problem.of(String.valueOf(results), "takes no results: " + e.getMessage()));
        } finally {
            delete(results);
        }
    }

    private void keep(String batch, Path file) throws IOException {
        List<BatchResult> chunk = new ArrayList<>();
        try (LineReader in = new LineReader(file)) {
            for (Optional<String> line = in.next(); line.isPresent(); line = in.next()) {
                // A line that is none leaves its call without a result, which is told at the end.
                ResultLine.read(api.withoutKey(line.get()))
                        .filter(result -> OUR_ID.matcher(result.id()).matches())
                        .map(Collector::result)
                        .ifPresent(chunk::add);
                if (chunk.size() == CHUNK) {
                    log.keep(batch, chunk);
                    chunk.clear();
                }
            }
        }
        log.keep(batch, chunk);
    }

    private static BatchResult result(ResultLine line) {
        return new BatchResult(line.id(), line.reply().map(StoredCalls::stored), line.failure(), line.isRefused());
    }

    private void tell(String id, String news) {
        if (!news.equals(lastTold.put(id, news))) {
            told.accept("batch " + id + ": " + news);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It is in the folder of temporary files.
            return;
        }
    }
}
