package io.github.answersheet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.process.ChildEnvironment;
import io.github.answersheet.process.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user's {@code python3}, and what of the disk it needs: many are not under {@code /usr}, and binding the folder
 * they are in could show a whole home.
 *
 * @param program the interpreter itself, behind version switchers' scripts
 * @param version as it tells it
 * @param paths files and folders outside {@code /usr} that it loads from
 */
record Interpreter(Path program, String version, List<Path> paths) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private static final String QUESTION = """
            import json, os, sys, sysconfig
            for name in ("ctypes", "ssl", "sqlite3", "lzma", "bz2", "zlib", "hashlib", "readline", "curses", "decimal"):
                try:
                    __import__(name)
                except ImportError:
                    pass
            places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
            places.add(os.path.join(sys.prefix, "pyvenv.cfg"))
            with open("/proc/self/maps", encoding="utf-8") as maps:
                places.update(line.split(None, 5)[5].rstrip() for line in maps if "/" in line)
            places.add(os.path.realpath(sys.executable))
            places.add(sys.executable)
            print(json.dumps({"program": sys.executable, "version": sys.version.split()[0],
                              "places": sorted(p for p in places if os.path.exists(p))}))
            """;

    /** Empty where it cannot be started or tells nothing. */
    static Optional<Interpreter> ask(Path python) {
        try {
            Process process = ChildEnvironment.reduced(new ProcessBuilder(python.toString(), "-I", "-c", QUESTION)
                            .redirectError(ProcessBuilder.Redirect.DISCARD))
                    .start();
            try (Deadline deadline = new Deadline(LIMIT, process::destroyForcibly)) {
                process.getOutputStream().close();
                JsonNode told =
                        JSON.readTree(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                return told.hasNonNull("program") && !deadline.passed() ? Optional.of(read(told)) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it is one of a virtual environment, which it knows by the folder that it is started from. */
    boolean isVirtual() {
        return Files.exists(program.resolveSibling("../pyvenv.cfg"));
    }

    private static Interpreter read(JsonNode told) {
        List<Path> paths = new ArrayList<>();
        for (JsonNode place : told.path("places")) {
            Path path = Path.of(place.asText());
            // Sorted: a folder comes before what is in it.
            if (path.isAbsolute()
                    && !path.startsWith("/usr")
                    && paths.stream().noneMatch(path::startsWith)
                    && !isSystem(path)) {
                paths.add(path);
            }
        }
        return new Interpreter(
                Path.of(told.path("program").asText()), told.path("version").asText(), List.copyOf(paths));
    }

    /** On systems of today {@code /lib} and its like lead into {@code /usr}, which is there anyway. */
    private static boolean isSystem(Path path) {
        try {
            return Files.isSymbolicLink(Path.of("/").resolve(path.getName(0)))
                    && path.toRealPath().startsWith("/usr");
        } catch (IOException e) {
            return true;
        }
    }
}
