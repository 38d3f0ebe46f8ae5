package io.github.answersheet.cache;

import io.github.answersheet.source.UserFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Verdicts by what they depend on: who judged, in which version, and what. In memory, or for the next process as well in files, of
 * which a command reads only those that it needs. Both are bounded: what was not asked for longest is forgotten first. Files are
 * shared by several processes if need be, and one that cannot be read or written costs nothing but time. Thread-safe.
 */
public final class VerdictCache {

    private static final String FOLDER = "verdicts-2";
    private static final int KEY_LENGTH = 32;
    private static final int DIGITS_OF_FILES = 2;
    // Room for what is known of 20,000 answers.
    private static final long MOST_IN_FILES = 128L << 20;
    private static final long MOST_IN_MEMORY = 16L << 20;

    private final Map<String, Verdicts> parts = new ConcurrentHashMap<>();
    private final int digits;
    private final Function<String, Verdicts> part;

    private VerdictCache(int digits, Function<String, Verdicts> part) {
        this.digits = digits;
        this.part = part;
    }

    /** For this process only. */
    public static VerdictCache inMemory() {
        return inMemory(MOST_IN_MEMORY);
    }

    /**
     * @param most characters that are kept
     */
    static VerdictCache inMemory(long most) {
        return new VerdictCache(0, name -> new VerdictsInMemory(most));
    }

    /**
     * In the user's cache folder, or in memory if there is none.
     *
     * @param environment the variables of the environment
     */
    public static VerdictCache ofUser(Map<String, String> environment) {
        return UserFolder.CACHE
                .in(environment)
                .map(folder -> in(folder.resolve(FOLDER), DIGITS_OF_FILES, MOST_IN_FILES))
                .orElseGet(VerdictCache::inMemory);
    }

    /**
     * @param digits at the beginning of a key that name its file
     * @param most bytes that are kept; the files may have twice as many
     */
    static VerdictCache in(Path folder, int digits, long most) {
        long each = most >> 4 * digits;
        return new VerdictCache(digits, name -> new VerdictFile(folder.resolve("part-" + name), KEY_LENGTH, each));
    }

    /** A short text that another text does not have: what a judge's own programs are, for its name. */
    public static String fingerprint(String text) {
        return key("", text);
    }

    /**
     * @param judge who judges, with the version
     * @param what the text judged
     * @return the verdict as it was put
     */
    public Optional<String> get(String judge, String what) {
        String key = key(judge, what);
        return part(key).get(key);
    }

    /**
     * @param verdict one line of text; one in several lines is forgotten at once
     */
    public void put(String judge, String what, String verdict) {
        String key = key(judge, what);
        part(key).put(key, verdict);
    }

    private Verdicts part(String key) {
        return parts.computeIfAbsent(key.substring(0, digits), part);
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
