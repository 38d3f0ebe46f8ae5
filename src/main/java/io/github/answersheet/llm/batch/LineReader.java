package io.github.answersheet.llm.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file line by line and knows where each line is. For one thread. */
final class LineReader implements AutoCloseable {

    // No result of a call is longer.
    private static final int LONGEST = 32 << 20;

    private final InputStream in;
    private long next;
    private long offset;
    private int length;
    private int number;

    LineReader(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file));
    }

    /** The next line without its end, and of one that is too long only the beginning; empty at the end of the file. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        offset = next;
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0; read = in.read()) {
            next++;
            if (read == '\n') {
                break;
            }
            if (line.size() < LONGEST) {
                line.write(read);
            }
        }
        number++;
        length = line.size();
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Where the last line begins, in bytes. */
    long offset() {
        return offset;
    }

    /** Its length in bytes, as far as it was read. */
    int length() {
        return length;
    }

    /** Its number, 1-based. */
    int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
