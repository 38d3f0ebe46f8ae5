package io.github.answersheet.cache;

import io.github.answersheet.source.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts in a file of one line each: the key, and behind it the verdict, which ends with a brace. Memory holds only where each line
 * is. The file is appended to, and written anew when it has grown too long; where another process did either, a line that is not
 * where it was is as good as absent.
 */
final class VerdictFile implements Verdicts {

    private final Path file;
    private final int keyLength;
    private final long most;
    private final Map<String, Line> lines = new LinkedHashMap<>(16, 0.75f, true);
    private long held;
    private long size;
    private boolean isRead;
    // Whether its last line has no end, and would take the next one in.
    private boolean isTorn;

    /** Where a line begins, and how many bytes it has without its end. */
    private record Line(long start, int length) {}

    /**
     * @param keyLength characters of each key, all of them ASCII
     * @param most bytes that are kept; the file may have twice as many
     */
    VerdictFile(Path file, int keyLength, long most) {
        this.file = file;
        this.keyLength = keyLength;
        this.most = most;
    }

    @Override
    public synchronized Optional<String> get(String key) {
        read();
        Line line = lines.get(key);
        if (line == null) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(line.length());
            while (bytes.hasRemaining() && channel.read(bytes, line.start() + bytes.position()) >= 0) {
                // Until all of it is there.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            if (bytes.position() == line.length() && text.startsWith(key) && text.endsWith("}")) {
                return Optional.of(text.substring(keyLength));
            }
        } catch (IOException e) {
            // Then it is judged anew.
        }
        forget(key);
        return Optional.empty();
    }

    @Override
    public synchronized void put(String key, String verdict) {
        read();
        byte[] line = (key + verdict + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > most / SHARE || verdict.indexOf('\n') >= 0 || !verdict.endsWith("}")) {
            return;
        }
        try {
            PrivateFiles.makeFolders(file.getParent());
            PrivateFiles.make(file);
            if (isTorn) {
                Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
                isTorn = false;
            }
            Files.write(file, line, StandardOpenOption.APPEND);
            size = Files.size(file);
            keep(key, new Line(size - line.length, line.length - 1));
        } catch (IOException e) {
            // Then it is judged again next time.
        }
        shortenIfTooLong();
    }

    private void forget(String key) {
        Line old = lines.remove(key);
        held -= old == null ? 0 : old.length();
    }

    private void keep(String key, Line line) {
        forget(key);
        lines.put(key, line);
        held += line.length();
        Iterator<Line> eldest = lines.values().iterator();
        while (held > most && eldest.hasNext()) {
            held -= eldest.next().length();
            eldest.remove();
        }
    }

    private void read() {
        if (isRead) {
            return;
        }
        isRead = true;
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            // Of one that somebody made far too long, the end.
            long from = Math.max(0, channel.size() - 2 * most);
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // Until all of it is there.
            }
            size = channel.size();
            index(buffer.array(), buffer.position(), from);
        } catch (IOException e) {
            // Then all is judged anew.
            return;
        }
        shortenIfTooLong();
    }

    private void index(byte[] bytes, int end, long from) {
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                if (i - start > keyLength && bytes[i - 1] == '}') {
                    String key = new String(bytes, start, keyLength, StandardCharsets.ISO_8859_1);
                    keep(key, new Line(from + start, i - start));
                }
                start = i + 1;
            }
        }
        isTorn = start < end;
    }

    // What another process appends meanwhile may be lost, and is judged again.
    private void shortenIfTooLong() {
        if (size < 2 * most) {
            return;
        }
        Path part = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            byte[] all = Files.readAllBytes(file);
            PrivateFiles.make(part);
            Map<String, Line> moved = new LinkedHashMap<>();
            long start = 0;
            try (OutputStream out = Files.newOutputStream(part)) {
                for (Map.Entry<String, Line> each : lines.entrySet()) {
                    Line line = each.getValue();
                    if (line.start() + line.length() < all.length) {
                        out.write(all, (int) line.start(), line.length() + 1);
                        moved.put(each.getKey(), new Line(start, line.length()));
                        start += line.length() + 1;
                    }
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            lines.putAll(moved);
            size = start;
        } catch (IOException | OutOfMemoryError e) {
            // The next try is when it has grown by as much again.
            size = 0;
        }
    }
}
