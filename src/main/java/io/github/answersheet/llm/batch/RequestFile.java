package io.github.answersheet.llm.batch;

import io.github.answersheet.source.TextFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file of requests, written line by line. For one thread. */
final class RequestFile implements AutoCloseable {

    private final Path path;
    private final FileLimits limits;
    private final OutputStream out;
    private long bytes;
    private int lines;

    /**
     * @param path as messages name it
     * @param out closed with the file
     */
    RequestFile(Path path, OutputStream out, FileLimits limits) {
        this.path = path;
        this.limits = limits;
        this.out = new BufferedOutputStream(out);
    }

    /** Whether another line would be more than the file may hold; the first one always goes in. */
    boolean isFullFor(String line) {
        return lines > 0 && (lines + 1 > limits.requests() || bytes + length(line) > limits.bytes());
    }

    void add(String line) {
        try {
            byte[] whole = (line + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(whole);
            bytes += whole.length;
            lines++;
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    Path path() {
        return path;
    }

    int lines() {
        return lines;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private RuntimeException unwritten(IOException e) {
        return TextFiles.unwritten(path, e);
    }

    private static int length(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
