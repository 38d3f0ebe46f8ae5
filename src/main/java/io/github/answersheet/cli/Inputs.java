package io.github.answersheet.cli;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import io.github.answersheet.source.TextFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The texts that a command line names: files, and {@code -} for what comes from stdin. Thread-safe. */
final class Inputs {

    /** What stands for stdin, and as the place of a result for stdout. */
    static final String DASH = "-";

    private static final String STDIN = "stdin";

    private final InputStream in;
    // A stream can be read once.
    private final Map<Path, SourceText> streams = new HashMap<>();

    Inputs(InputStream in) {
        this.in = in;
    }

    /** Whether a path stands for stdin. */
    static boolean isStdin(Path path) {
        return path.toString().equals(DASH);
    }

    /** Whether a path stands for stdin or is a pipe: nothing can be written beside it. */
    static boolean isStream(Path path) {
        return isStdin(path) || Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /**
     * @throws InputException if there is no such text
     */
    SourceText read(Path path) {
        if (!isStream(path)) {
            return TextFiles.read(path);
        }
        synchronized (streams) {
            return streams.computeIfAbsent(path, p -> isStdin(p) ? stdin() : TextFiles.read(p));
        }
    }

    /** The next line of stdin; empty at its end. */
    String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
            return line.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputException(Problem.of(STDIN, "cannot be read: " + e.getMessage()));
        }
    }

    private SourceText stdin() {
        try {
            return TextFiles.read(STDIN, in);
        } catch (IOException e) {
            throw new InputException(Problem.of(STDIN, "cannot be read: " + e.getMessage()));
        }
    }
}
