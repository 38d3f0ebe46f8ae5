package io.github.answersheet.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verdicts by what they depend on: who judged and what. In memory for the process, and in a file of one line each for
 * the next one. The file is only ever appended to, by several processes if need be; a line that is not whole is as good
 * as absent, and a file that cannot be read or written costs nothing but time. Thread-safe.
 */
public final class VerdictCache {

    private static final String FILE = "verdicts-1";
    private static final int KEY_LENGTH = 32;
    private static final long LARGEST = 64L << 20;

    private final Optional<Path> file;
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private boolean loaded;

    private VerdictCache(Optional<Path> file) {
        this.file = file;
    }

    /** For this process only. */
    public static VerdictCache inMemory() {
        return new VerdictCache(Optional.empty());
    }

    /**
     * In the user's cache folder, or in memory if there is none.
     *
     * @param environment the variables of the environment
     */
    public static VerdictCache ofUser(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (cache.isEmpty() && environment.containsKey("HOME")) {
            cache = environment.get("HOME") + "/.cache";
        }
        return new VerdictCache(cache.isEmpty() ? Optional.empty() : Optional.of(Path.of(cache, "answersheet", FILE)));
    }

    /**
     * @param judge who judges, with the version
     * @param what the text judged
     * @return the verdict as it was put
     */
    public Optional<String> get(String judge, String what) {
        load();
        return Optional.ofNullable(verdicts.get(key(judge, what)));
    }

    /**
     * @param verdict one line of text
     */
    public void put(String judge, String what, String verdict) {
        String key = key(judge, what);
        if (verdicts.put(key, verdict) == null && file.isPresent() && verdict.indexOf('\n') < 0) {
            append(file.get(), key + verdict + "\n");
        }
    }

    private synchronized void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        try {
            if (file.isPresent() && Files.isRegularFile(file.get())) {
                if (Files.size(file.get()) > LARGEST) {
                    Files.delete(file.get());
                    return;
                }
                for (String line : Files.readString(file.get()).split("\n")) {
                    if (line.length() > KEY_LENGTH && line.endsWith("}")) {
                        verdicts.putIfAbsent(line.substring(0, KEY_LENGTH), line.substring(KEY_LENGTH));
                    }
                }
            }
        } catch (IOException e) {
            // Then everything is judged anew.
        }
    }

    private static synchronized void append(Path file, String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // Then it is judged again next time.
        }
    }

    private static String key(String judge, String what) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(judge.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] hash = digest.digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_LENGTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
