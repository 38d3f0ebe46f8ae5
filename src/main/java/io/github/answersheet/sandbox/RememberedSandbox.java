package io.github.answersheet.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.cache.Recent;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.process.ProgramPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A sandbox in which no program runs twice, and which is not even started where all that is asked is known. What was not
 * run is not remembered for another process, nor what did not end in its time on a busy machine.
 */
public final class RememberedSandbox implements Sandbox {

    private static final int RECENT = 400;

    private final VerdictCache cache;
    private final String identity;
    private final Supplier<Sandbox> start;
    private final ReadWriteLock alone = new ReentrantReadWriteLock(true);
    // The next process may find the machine less busy: nothing is concluded for it from what did not end in this one.
    private final Recent<Ran> timeouts = new Recent<>(RECENT);
    private Sandbox started;

    RememberedSandbox(VerdictCache cache, String identity, Supplier<Sandbox> start) {
        this.cache = cache;
        this.identity = identity;
        this.start = start;
    }

    /**
     * The sandbox of this machine, started when it is first needed.
     *
     * @param environment the variables of the environment
     * @param cache what was found out before
     */
    public static Sandbox of(Map<String, String> environment, VerdictCache cache) {
        return new RememberedSandbox(cache, identity(environment), () -> Bubblewrap.probe(environment));
    }

    @Override
    public Optional<String> unavailable() {
        return sandbox().unavailable();
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Ran run(Program program) {
        return run(program, alone.readLock());
    }

    @Override
    public Ran runAlone(Program program) {
        return run(program, alone.writeLock());
    }

    private Ran run(Program program, Lock lock) {
        String request = RanJson.request(program).toString();
        String judge = program.tools().isEmpty()
                ? identity
                : identity
                        + program.tools().stream().map(RememberedSandbox::stamp).toList();
        Optional<Ran> known =
                timeouts.get(request).or(() -> cache.get(judge, request).flatMap(RememberedSandbox::read));
        if (known.isPresent()) {
            return known.get();
        }
        lock.lock();
        try {
            Ran ran = sandbox().run(program);
            if (ran.ending() == Ending.TIMED_OUT && !ran.isSlowByItself()) {
                timeouts.put(request, ran);
            } else if (ran.ending() != Ending.NOT_STARTED) {
                cache.put(judge, request, RanJson.write(ran).toString());
            }
            return ran;
        } finally {
            lock.unlock();
        }
    }

    // Of a tool that a sandbox does not have by itself.
    private static String stamp(String tool) {
        return Stream.of("/usr/local/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::exists)
                .findFirst()
                .map(ProgramPath::stamp)
                .orElse(tool);
    }

    private static Optional<Ran> read(String line) {
        try {
            JsonNode told = RanJson.JSON.readTree(line);
            return told.hasNonNull("ending") ? Optional.of(RanJson.read(told)) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private synchronized Sandbox sandbox() {
        if (started == null) {
            started = start.get();
        }
        return started;
    }

    // Another interpreter, another package installed, another bubblewrap: each can change what comes of a program.
    private static String identity(Map<String, String> environment) {
        StringBuilder identity = new StringBuilder(Bubblewrap.VERSION);
        for (String program : new String[] {"bwrap", "python3", "bash"}) {
            ProgramPath.find(program, environment)
                    .ifPresent(path -> identity.append(' ').append(ProgramPath.stamp(path)));
        }
        TreeSet<String> libraries = new TreeSet<>();
        addLibraries(libraries, Path.of("/usr"));
        addLibraries(libraries, Path.of("/usr/local"));
        ProgramPath.find("python3", environment)
                .flatMap(RememberedSandbox::real)
                .map(path -> path.getParent().getParent())
                .ifPresent(prefix -> addLibraries(libraries, prefix));
        return identity.append(libraries).toString();
    }

    private static void addLibraries(TreeSet<String> found, Path prefix) {
        if (!Files.isDirectory(prefix.resolve("lib"))) {
            return;
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(prefix.resolve("lib"), "python3*")) {
            for (Path version : versions) {
                for (String kind : new String[] {"site-packages", "dist-packages"}) {
                    if (Files.isDirectory(version.resolve(kind))) {
                        found.add(ProgramPath.stamp(version.resolve(kind)));
                    }
                }
            }
        } catch (IOException e) {
            // Then nothing from there can be imported either.
        }
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
