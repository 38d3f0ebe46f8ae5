package io.github.answersheet.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a program took.
 *
 * @param seconds from its start to its end
 * @param cpu seconds of it and its children
 * @param megabytes resident at most, without its children
 * @param exit its exit code
 * @param said on its standard error
 */
record Measured(double seconds, double cpu, long megabytes, int exit, String said) {

    // The shell tells what a program and all that it waited for have used.
    private static final String TIMED = "TIMEFORMAT='%R %U %S'; time { \"$@\" 2>&3; } 3>&2; exit $?";
    private static final long LOOK = 50;

    static Measured of(Path folder, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("bash", "-c", TIMED, "timed"));
        all.addAll(command);
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        long most = 0;
        while (!process.waitFor(LOOK, TimeUnit.MILLISECONDS)) {
            most = Math.max(
                    most,
                    process.toHandle()
                            .children()
                            .mapToLong(child -> highestResident(child.pid()))
                            .sum());
        }
        List<String> lines = Files.readAllLines(said);
        String[] times = lines.remove(lines.size() - 1).split(" ");
        return new Measured(
                Double.parseDouble(times[0]),
                Double.parseDouble(times[1]) + Double.parseDouble(times[2]),
                most >> 10,
                process.exitValue(),
                String.join("\n", lines));
    }

    /** Seconds that a process has used so far, in all its threads. */
    static double cpuOf(long process) throws IOException {
        Optional<java.time.Duration> used =
                ProcessHandle.of(process).flatMap(handle -> handle.info().totalCpuDuration());
        return used.orElseThrow().toMillis() / 1e3;
    }

    // In KB; 0 where nobody tells.
    private static long highestResident(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
