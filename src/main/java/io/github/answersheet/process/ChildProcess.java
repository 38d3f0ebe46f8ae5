package io.github.answersheet.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** One running process with line-wise input and output. Its own messages are dropped; they would end up among ours. */
final class ChildProcess {
    /** Settings that change how Node or Python start, and what a worker has no need to know. */
    private static final Pattern WITHHELD =
            Pattern.compile("NODE_.*|PYTHON.*|.*(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL).*", Pattern.CASE_INSENSITIVE);

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
        builder.environment().keySet().removeIf(name -> WITHHELD.matcher(name).matches());
        return new ChildProcess(builder.start());
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
            return output.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Also ends what the process started itself: a launcher script's real program would keep the pipes open. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
