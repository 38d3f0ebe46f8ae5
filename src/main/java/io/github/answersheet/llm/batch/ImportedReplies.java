package io.github.answersheet.llm.batch;

import io.github.answersheet.llm.Reply;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Position;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Results of batches that were made elsewhere, in files. Their places are kept in memory and not their texts. Thread-safe.
 */
public final class ImportedReplies {

    /** No files. */
    public static final ImportedReplies NONE = new ImportedReplies(List.of());

    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Map<String, String> failures = new HashMap<>();

    private record Place(Path file, long offset, int length) {}

    /**
     * Reads the files once. Where a request has several results, the first reply counts.
     *
     * @throws InputException if one cannot be read or has a line that is no result
     */
    public ImportedReplies(List<Path> files) {
        files.forEach(this::index);
        failures.keySet().removeAll(places.keySet());
    }

    /** The reply to a call, by the hash of its key. */
    Optional<Reply> of(String id) {
        Place place = places.get(id);
        if (place == null) {
            return Optional.empty();
        }
        used.add(id);
        try (RandomAccessFile in = new RandomAccessFile(place.file().toFile(), "r")) {
            byte[] line = new byte[place.length()];
            in.seek(place.offset());
            in.readFully(line);
            return ResultLine.read(new String(line, StandardCharsets.UTF_8)).flatMap(ResultLine::reply);
        } catch (IOException e) {
            throw unread(place.file(), e);
        }
    }

    /** Results that no call has asked for. */
    public long unused() {
        return places.size() - used.size();
    }

    /** Why requests have no reply, by the hash of their keys. */
    public Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    private void index(Path file) {
        try (LineReader in = new LineReader(file)) {
            for (Optional<String> line = in.next(); line.isPresent(); line = in.next()) {
                if (!line.get().isBlank()) {
                    index(file, in, line.get());
                }
            }
        } catch (IOException e) {
            throw unread(file, e);
        }
    }

    private void index(Path file, LineReader in, String line) {
        ResultLine result = ResultLine.read(line)
                .orElseThrow(() -> new InputException(new Problem(
                        file.toString(),
                        Optional.of(new Position(in.number(), 1)),
                        Optional.of(line),
                        "is no result of a batch: a JSON object with custom_id and response is wanted")));
        if (result.reply().isPresent()) {
            places.putIfAbsent(result.id(), new Place(file, in.offset(), in.length()));
        } else {
            failures.put(result.id(), result.failure());
        }
    }

    private static InputException unread(Path file, IOException e) {
        return new InputException(Problem.of("--import " + file, "cannot be read: " + e.getMessage()));
    }
}
