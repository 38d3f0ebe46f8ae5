package io.github.answersheet;

import io.github.answersheet.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One command line, run inside the test: what it printed and what it returned. What one finds out of a block of code the next
 * ones know, as those of one user do; a test that wants nothing known names a folder of its own.
 *
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exit, String out, String err) {

    private static final String CACHE = "XDG_CACHE_HOME";
    private static final Path KNOWN = folder();

    public static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    /** Runs with environment variables and with none of the surrounding process. */
    public static CommandRun with(Map<String, String> variables, String... args) {
        return reading("", variables, args);
    }

    /** Runs with something on stdin. */
    public static CommandRun reading(String stdin, Map<String, String> variables, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(
                args,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                knowing(variables));
        return new CommandRun(exit, out.toString(), err.toString());
    }

    private static Map<String, String> knowing(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        if (!variables.containsKey("HOME")) {
            all.putIfAbsent(CACHE, KNOWN.toString());
        }
        return all;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("known");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> all = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
