package io.github.answersheet.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running process with line-wise input and output. Its own messages are dropped; they would end up among ours. */
final class ChildProcess {
    // 128 and the number of the signal.
    private static final int ABORTED = 134;
    private static final int LONGEST_LINE = 64 << 20;

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildProcess start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        return new ChildProcess(ChildEnvironment.reduced(builder).start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a line and waits for one; null when the process ended, or was killed, before a whole line came. */
    String exchange(String line) {
        try {
            input.write(line);
            input.write('\n');
            input.flush();
            return line();
        } catch (IOException e) {
            return null;
        }
    }

    // Null as well where the line has no end in sight.
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = output.read(); next >= 0; next = output.read()) {
            if (next == '\n') {
                return line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                kill();
                return null;
            }
            line.append((char) next);
        }
        return null;
    }

    /** Whether it ended by itself as programs do that have no more memory: aborted. */
    boolean isAborted() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == ABORTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Also ends what the process started itself: a launcher script's real program would keep the pipes open. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
