package io.github.answersheet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.process.Deadline;
import io.github.answersheet.process.OwnThread;
import io.github.answersheet.process.ProgramPath;
import io.github.answersheet.source.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Programs in a bubblewrap of their own: no network, a read-only {@code /usr}, everything else a small file system in
 * memory, an ordinary user without privileges, and a filter of system calls. Files go in and come out, and limits are
 * kept, by a runner that is process 1 inside and out of the program's reach; this side only waits, a little longer
 * than the runner should need.
 */
public final class Bubblewrap implements Sandbox {

    private static final String RUNNER =
            Resource.of(Bubblewrap.class, "runner.py").text();
    private static final List<String> TOOLS =
            Resource.of(Bubblewrap.class, "tools.txt").words();
    /** Changes with anything that could change a verdict. */
    static final String VERSION = "sandbox 5";

    private static final Duration SLACK = Duration.ofSeconds(15);
    private static final int MOST_COMPLAINT = 4000;
    private static final int MOST_TOLD = 32 << 20;

    private final Enclosure enclosure;
    private final SystemCallFilter filter;
    private final String identity;

    private Bubblewrap(Enclosure enclosure, SystemCallFilter filter, String identity) {
        this.enclosure = enclosure;
        this.filter = filter;
        this.identity = identity;
    }

    /**
     * A sandbox that was seen to work, or one that says why there is none. Takes a quarter of a second.
     *
     * @param environment the variables of the environment
     */
    public static Sandbox probe(Map<String, String> environment) {
        return probe(environment, Enclosure.isRoot());
    }

    static Sandbox probe(Map<String, String> environment, boolean isRoot) {
        Optional<SystemCallFilter> filter = SystemCallFilter.of(System.getProperty("os.arch"));
        if (!System.getProperty("os.name").equals("Linux") || filter.isEmpty()) {
            return Sandbox.none("it needs Linux on x86_64 or aarch64");
        }
        Optional<Path> bwrap = ProgramPath.find("bwrap", environment);
        if (bwrap.isEmpty()) {
            return Sandbox.none("bwrap was not found (package bubblewrap)");
        }
        Optional<Interpreter> python = ProgramPath.find("python3", environment).flatMap(Interpreter::ask);
        if (python.isEmpty()) {
            return Sandbox.none("python3 was not found or could not be started");
        }
        Bubblewrap sandbox = new Bubblewrap(
                new Enclosure(bwrap.get(), python.get(), isRoot),
                filter.get(),
                VERSION + " python " + python.get().version() + " "
                        + python.get().program());
        return sandbox.tried();
    }

    /** Runs a program that starts another: where processes cannot be counted for one run alone, that fails. */
    private Sandbox tried() {
        Ran ran = run(Program.of(List.of("bash", "-c", "echo works $(id -u | wc -l)"), Map.of()));
        return ran.succeeded() && ran.stdout().equals("works 1\n")
                ? this
                : Sandbox.none("bwrap does not work here: " + firstLine(ran.stderr()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it says nothing");
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Ran run(Program program) {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(enclosure.command(program, RUNNER));
            builder.environment().clear();
            process = builder.start();
        } catch (IOException e) {
            return Ran.notStarted("bwrap could not be started");
        }
        // Its process 1 dies with bwrap, and everything inside with process 1.
        try (Deadline deadline = new Deadline(program.limits().time().plus(SLACK), process::destroyForcibly)) {
            CompletableFuture<String> complaint = CompletableFuture.supplyAsync(
                    () -> read(process.getErrorStream(), MOST_COMPLAINT), OwnThread.named("sandbox"));
            ObjectNode request = RanJson.request(program);
            filter.addTo(request);
            ArrayNode tools = request.putArray("tools");
            TOOLS.forEach(tools::add);
            program.tools().forEach(tools::add);
            send(process, request);
            String told = read(process.getInputStream(), MOST_TOLD);
            JsonNode answer = told.isEmpty() ? RanJson.JSON.createObjectNode() : RanJson.JSON.readTree(told);
            if (answer.hasNonNull("ending")) {
                return RanJson.read(answer);
            }
            return deadline.passed()
                    ? new Ran(
                            Ending.TIMED_OUT,
                            -1,
                            "",
                            "",
                            Map.of(),
                            program.limits().time())
                    : Ran.notStarted(firstLine(complaint.join()));
        } catch (IOException e) {
            return Ran.notStarted("the sandbox ended without an answer");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void send(Process process, ObjectNode request) {
        try (OutputStream input = process.getOutputStream()) {
            RanJson.JSON.writeValue(input, request);
            // Jackson closed it: the line ends with the stream.
        } catch (IOException e) {
            // It ended before it read; its error output says why.
        }
    }

    private static String read(InputStream in, int most) {
        try (in) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
