package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.CallPendingException;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.OutputFile;
import io.github.answersheet.source.Problem;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.Spending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files of requests for a provider or for {@code vllm run-batch}: one file of any length, or a folder of files that are no
 * longer than a provider takes. Files that are there are replaced when all are written. Adding is thread-safe.
 */
public final class ExportFiles implements PendingCalls, AutoCloseable {

    private final Path target;
    private final boolean isFolder;
    private final BatchJob job;
    private final Allowance allowance;
    private final List<OutputFile> written = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private RequestFile file;
    private Optional<String> denied = Optional.empty();

    /**
     * @param target a file that is there or whose name ends in {@code .jsonl}, or a folder
     * @param spent by the job so far
     */
    public ExportFiles(Path target, BatchJob job, Spending spent) {
        this.target = target;
        this.isFolder = Files.isDirectory(target) || !target.toString().endsWith(".jsonl") && !Files.exists(target);
        this.job = job;
        this.allowance = new Allowance(job.budget(), spent, Spending.NONE);
        if (isFolder) {
            makeFolder();
        } else {
            OutputFile.refuse(target);
        }
    }

    /**
     * @throws CallPendingException if a budget forbids the call
     */
    @Override
    public synchronized void add(CallKey key, Call call, long since) {
        if (keys.contains(key.hash())) {
            return;
        }
        Call sent = job.budget().bounded(call);
        denied = allowance.take(sent).or(() -> denied);
        if (denied.isPresent()) {
            throw new CallPendingException(call);
        }
        keys.add(key.hash());
        String line = RequestLine.of(job.endpoint(), key, sent);
        if (file == null || file.isFullFor(line)) {
            next();
        }
        file.add(line);
    }

    public int calls() {
        return keys.size();
    }

    /** Which limit forbade calls, in words. */
    public Optional<String> denied() {
        return denied;
    }

    /** Puts the files in place; without this, none is there. */
    public void finish() {
        if (file != null) {
            file.close();
        }
        written.forEach(OutputFile::finish);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
        written.forEach(OutputFile::close);
    }

    private void next() {
        if (file != null) {
            file.close();
        }
        Path path = isFolder ? target.resolve(String.format("requests-%03d.jsonl", written.size() + 1)) : target;
        OutputFile output = OutputFile.at(path);
        written.add(output);
        file = new RequestFile(path, output.stream(), isFolder ? job.limits() : FileLimits.NONE);
    }

    private void makeFolder() {
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            throw new InputException(Problem.of("--export " + target, "cannot be written: " + e.getMessage()));
        }
    }
}
