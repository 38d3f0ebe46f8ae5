package io.github.answersheet.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.process.WorkerFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A worker process that is started at the first request, answers requests one at a time, and is started once more when
 * it dies during one, unless that was for want of memory. Its command must be a short loader: the first line it is sent is the program, as JSON, so nothing
 * is ever written to a file. It says it is ready, or why not, with a first line of its own:
 * {@code {"ready": true}} or {@code {"unavailable": "reason"}}.
 *
 * <p>Thread-safe. A program that cannot be started at all is not tried again.
 */
public final class JsonLineWorker implements AutoCloseable {
    /** Only ASCII is sent, so that no encoding of the child's own matters, and lone surrogates survive. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final List<String> command;
    private final Supplier<JsonNode> program;
    private final ReentrantLock turn = new ReentrantLock();
    private ChildProcess child;
    private JsonNode hello;
    private WorkerFailure unavailable;

    /**
     * @param command the loader and its arguments; the first is looked up on the PATH
     * @param program what the loader is to run, asked for at each start
     */
    public JsonLineWorker(List<String> command, Supplier<JsonNode> program) {
        this.command = List.copyOf(command);
        this.program = program;
    }

    /** Starts the process if it is not running, and returns the line with which it said it is ready. */
    public JsonNode start() throws WorkerFailure {
        turn.lock();
        try {
            startIfNeeded();
            return hello;
        } finally {
            turn.unlock();
        }
    }

    /**
     * Returns the worker's answer to {@code request}.
     *
     * @param limit the time for the answer itself, without waiting for a turn or for the start
     */
    public JsonNode ask(JsonNode request, Duration limit) throws WorkerFailure {
        turn.lock();
        try {
            for (int attempt = 0; attempt < 2; attempt++) {
                startIfNeeded();
                JsonNode answer = exchange(request, limit);
                if (answer != null) {
                    return answer;
                }
                boolean isAborted = child != null && child.isAborted();
                stop();
                if (isAborted) {
                    throw new WorkerFailure(Kind.OUT_OF_MEMORY, name() + " ended for want of memory");
                }
            }
            throw new WorkerFailure(Kind.CRASHED, name() + " ended without an answer, twice");
        } finally {
            turn.unlock();
        }
    }

    private void startIfNeeded() throws WorkerFailure {
        if (unavailable != null) {
            throw unavailable;
        }
        if (child != null && child.isAlive()) {
            return;
        }
        stop();
        try {
            child = ChildProcess.start(command);
        } catch (IOException e) {
            throw notStarted(name() + " was not found or could not be started");
        }
        JsonNode first;
        try {
            first = exchange(program.get(), START_LIMIT);
        } catch (WorkerFailure slow) {
            throw notStarted("starting " + name() + " " + slow.getMessage());
        }
        if (first == null || !first.path("ready").asBoolean()) {
            stop();
            String reason = first == null ? "" : first.path("unavailable").asText();
            throw notStarted(reason.isEmpty() ? name() + " started, but ended at once" : reason);
        }
        hello = first;
    }

    /** Returns the answer, or null when the process ended without one. */
    private JsonNode exchange(JsonNode request, Duration limit) throws WorkerFailure {
        ChildProcess asked = child;
        try (Deadline deadline = new Deadline(limit, asked::kill)) {
            String answer = asked.exchange(JSON.writeValueAsString(request));
            if (deadline.passed()) {
                stop();
                throw new WorkerFailure(Kind.TIMED_OUT, "took longer than " + Deadline.inWords(limit));
            }
            return answer == null ? null : JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            // Half a line, or something that is no answer: as good as none.
            return null;
        }
    }

    /** What has once been ready may be so again; what never was is not asked a second time. */
    private WorkerFailure notStarted(String reason) {
        WorkerFailure failure = new WorkerFailure(Kind.UNAVAILABLE, reason);
        if (hello == null) {
            unavailable = failure;
        }
        return failure;
    }

    private String name() {
        return command.get(0);
    }

    private void stop() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /** Ends the process; a request that is under way ends first. */
    @Override
    public void close() {
        turn.lock();
        try {
            stop();
            unavailable = new WorkerFailure(Kind.UNAVAILABLE, "the checker was closed");
        } finally {
            turn.unlock();
        }
    }
}
