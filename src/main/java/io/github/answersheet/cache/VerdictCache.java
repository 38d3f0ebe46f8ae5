package io.github.answersheet.cache;

import io.github.answersheet.source.PrivateFiles;
import io.github.answersheet.source.UserFolder;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts by what they depend on: who judged, in which version, and what. In memory for the process, and in a file of one line
 * each for the next one. Both are bounded: what was not asked for longest is forgotten first. The file is appended to, by several
 * processes if need be, and written anew when it has grown too long; a line that is not whole is as good as absent, and a file
 * that cannot be read or written costs nothing but time. Thread-safe.
 */
public final class VerdictCache {

    private static final String FILE = "verdicts-1";
    private static final int KEY_LENGTH = 32;
    // Characters in memory; the file may have twice as many bytes before it is written anew.
    private static final long MOST = 32L << 20;
    // A verdict that is longer than this part of all would drive too many others out.
    private static final int SHARE = 16;

    private final Optional<Path> file;
    private final long most;
    private final Map<String, String> verdicts = new LinkedHashMap<>(16, 0.75f, true);
    private long held;
    private long fileSize;
    private boolean loaded;

    /**
     * @param most characters that are kept
     */
    VerdictCache(Optional<Path> file, long most) {
        this.file = file;
        this.most = most;
    }

    /** For this process only. */
    public static VerdictCache inMemory() {
        return new VerdictCache(Optional.empty(), MOST);
    }

    /**
     * In the user's cache folder, or in memory if there is none.
     *
     * @param environment the variables of the environment
     */
    public static VerdictCache ofUser(Map<String, String> environment) {
        return new VerdictCache(UserFolder.CACHE.in(environment).map(folder -> folder.resolve(FILE)), MOST);
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
    public synchronized Optional<String> get(String judge, String what) {
        load();
        return Optional.ofNullable(verdicts.get(key(judge, what)));
    }

    /**
     * @param verdict one line of text
     */
    public synchronized void put(String judge, String what, String verdict) {
        load();
        if (verdict.length() > most / SHARE) {
            return;
        }
        String key = key(judge, what);
        boolean isNew = verdicts.get(key) == null;
        keep(key, verdict);
        if (isNew && file.isPresent() && verdict.indexOf('\n') < 0) {
            append(file.get(), key + verdict + "\n");
        }
    }

    private void keep(String key, String verdict) {
        String old = verdicts.put(key, verdict);
        held += KEY_LENGTH + verdict.length() - (old == null ? 0 : KEY_LENGTH + old.length());
        Iterator<String> eldest = verdicts.values().iterator();
        while (held > most && eldest.hasNext()) {
            held -= KEY_LENGTH + eldest.next().length();
            eldest.remove();
        }
    }

    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(file.get())) {
            fileSize = Files.size(file.get());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.length() > KEY_LENGTH && line.length() < most / SHARE && line.endsWith("}")) {
                    keep(line.substring(0, KEY_LENGTH), line.substring(KEY_LENGTH));
                }
            }
        } catch (IOException e) {
            // Then it is judged anew; the file is no longer what it was, and is written anew.
            fileSize = 2 * most;
        }
        shortenIfTooLong(file.get());
    }

    private void append(Path path, String line) {
        try {
            PrivateFiles.makeFolders(path.getParent());
            PrivateFiles.make(path);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            Files.write(path, bytes, StandardOpenOption.APPEND);
            fileSize += bytes.length;
        } catch (IOException e) {
            // Then it is judged again next time.
        }
        shortenIfTooLong(path);
    }

    // What another process appends meanwhile may be lost, and is judged again.
    private void shortenIfTooLong(Path path) {
        if (fileSize < 2 * most) {
            return;
        }
        Path part = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid());
        try {
            PrivateFiles.make(part);
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                for (Map.Entry<String, String> verdict : verdicts.entrySet()) {
                    if (verdict.getValue().indexOf('\n') < 0) {
                        out.write(verdict.getKey() + verdict.getValue() + "\n");
                    }
                }
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            fileSize = Files.size(path);
        } catch (IOException e) {
            // The next try is when it has grown by as much again.
            fileSize = 0;
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
