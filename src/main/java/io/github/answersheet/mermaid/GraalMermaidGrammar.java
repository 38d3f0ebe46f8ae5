package io.github.answersheet.mermaid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import io.github.answersheet.process.Deadline;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mermaid in this JVM, on GraalJS, for machines without {@code node}: seconds to load, then some tens of milliseconds a
 * diagram and about 300 MB. A diagram that takes longer than the limit, or much more memory than any honest one, costs its context, which is built anew, from the
 * code already parsed, for the next one.
 */
public final class GraalMermaidGrammar implements MermaidGrammar {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** What one diagram may allocate, and so the most that it can hold; a large one needs less than half. */
    private static final int MEGABYTES = 768;

    private static final long LOOK = 50;
    /** Recursive parsers want some depth, and what is nested deeper shall fail in order. */
    private static final long STACK_BYTES = 16L << 20;

    private final Duration limit;
    private final ReentrantLock turn = new ReentrantLock();
    private final GraalScripts scripts = new GraalScripts();
    private ExecutorService thread = newThread();
    private volatile GraalScripts.Loaded loaded;
    private boolean closed;

    public GraalMermaidGrammar() {
        this(LIMIT);
    }

    /** @param limit the time for one diagram */
    public GraalMermaidGrammar(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Verdict parse(String diagram) {
        if (diagram.length() > MAX_LENGTH) {
            return VerdictReader.tooLong(diagram);
        }
        turn.lock();
        try {
            if (closed) {
                return VerdictReader.failed("the checker was closed");
            }
            thread.submit(this::load).get();
            return VerdictReader.read(JSON.readTree(answer(diagram)));
        } catch (TimeoutException e) {
            abandon();
            return VerdictReader.timedOut("took longer than " + Deadline.inWords(limit));
        } catch (TooMuchMemory e) {
            abandon();
            return VerdictReader.tooMuchMemory(MEGABYTES);
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            return VerdictReader.failed("interrupted");
        } catch (ExecutionException | JsonProcessingException e) {
            abandon();
            return VerdictReader.failed("GraalJS: " + e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    private static final class TooMuchMemory extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private String answer(String diagram)
            throws InterruptedException, ExecutionException, TimeoutException, TooMuchMemory {
        long id = thread.submit(() -> Thread.currentThread().getId()).get();
        long most = allocated(id) + ((long) MEGABYTES << 20);
        long end = System.nanoTime() + limit.toNanos();
        Future<String> answer = thread.submit(() -> loaded.parse(diagram));
        while (true) {
            try {
                return answer.get(LOOK, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (allocated(id) > most) {
                    throw new TooMuchMemory();
                }
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    // Zero where the machine does not count it.
    private static long allocated(long thread) {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                ? threads.getThreadAllocatedBytes(thread)
                : 0;
    }

    private void load() {
        if (loaded == null) {
            loaded = scripts.load();
        }
    }

    /** Gives up context and thread; closing may have to wait for the slow code, so nobody waits for it. */
    private void abandon() {
        GraalScripts.Loaded slow = loaded;
        loaded = null;
        thread.shutdownNow();
        thread = newThread();
        if (slow != null) {
            Thread closing = new Thread(slow::cancel, "mermaid-closing");
            closing.setDaemon(true);
            closing.start();
        }
    }

    @Override
    public String version() {
        return MermaidBundle.version();
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            abandon();
            thread.shutdownNow();
            scripts.close();
        } finally {
            turn.unlock();
        }
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(null, task, "mermaid", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }
}
