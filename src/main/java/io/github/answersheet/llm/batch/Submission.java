package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.BatchApi;
import io.github.answersheet.llm.Budget;
import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.Endpoint;
import io.github.answersheet.llm.RemoteBatch;
import io.github.answersheet.llm.Usage;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.BatchCall;
import io.github.answersheet.store.BatchLog;
import io.github.answersheet.store.BatchState;
import io.github.answersheet.store.CallKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One batch, from its first call until the provider has it. Each step is written down before it is made, so that after a kill
 * the next run knows whether the provider can have it. For one thread.
 */
final class Submission implements AutoCloseable {

    // So many calls are written to the store at once.
    private static final int CHUNK = 100;

    private final String id = UUID.randomUUID().toString();
    private final BatchLog log;
    private final Endpoint endpoint;
    private final RequestFile file;
    private final Map<String, BatchCall> chunk = new HashMap<>();
    private Usage most = Usage.NONE;

    Submission(BatchLog log, BatchJob job) {
        this.log = log;
        this.endpoint = job.endpoint();
        this.file = temporary(job.limits());
        log.plan(id, job.id(), endpoint.baseUrl());
    }

    String id() {
        return id;
    }

    int calls() {
        return file.lines();
    }

    /** Whether a call is among those that the store does not know of yet. */
    boolean has(CallKey key) {
        return chunk.containsKey(key.hash());
    }

    boolean isFullFor(String line) {
        return file.isFullFor(line);
    }

    /**
     * @param call as it is sent
     */
    void add(CallKey key, Call call, String line) {
        file.add(line);
        chunk.put(key.hash(), new BatchCall(key, call.question(), call.step().toString()));
        most = most.plus(Budget.most(call));
        if (chunk.size() == CHUNK) {
            writeDown();
        }
    }

    RemoteBatch submit(BatchApi api) {
        writeDown();
        file.close();
        log.mark(id, BatchState.UPLOADING, "", "");
        String input = api.upload(file.path());
        log.mark(id, BatchState.SUBMITTING, input, "");
        RemoteBatch batch = api.create(input, id);
        log.mark(id, batch.state(), input, batch.id());
        return batch;
    }

    @Override
    public void close() {
        file.close();
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            throw new InputException(Problem.of(file.path().toString(), "cannot be deleted: " + e.getMessage()));
        }
    }

    private void writeDown() {
        log.add(id, new ArrayList<>(chunk.values()), most.input(), most.output());
        chunk.clear();
        most = Usage.NONE;
    }

    private static RequestFile temporary(FileLimits limits) {
        try {
            Path file = Files.createTempFile("answersheet-", ".jsonl");
            return new RequestFile(file, Files.newOutputStream(file), limits);
        } catch (IOException e) {
            throw new InputException(
                    Problem.of(System.getProperty("java.io.tmpdir"), "takes no temporary file: " + e.getMessage()));
        }
    }
}
