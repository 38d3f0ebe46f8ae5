package io.github.answersheet.benchmark;

import io.github.answersheet.ProjectFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run costs, as a user starts it: each row is a process of its own that asks an endpoint in another one. All replies
 * differ; what there is to know of their code is known before. Beside it stands a bare client that checks and keeps nothing.
 *
 * <p>{@code -Dbenchmark.program=FILE} measures another launcher, and {@code -Dbenchmark.rows=2000/64/200,...} other rows: questions, calls at
 * once, milliseconds that a call takes, and after another slash any of {@code run}, {@code nostore}, {@code commits}.
 */
@Tag("benchmark")
class RunBenchmark {

    private static final String ROWS = "2000/64/200,10000/256/200,10000/1024/200,2000/256/2000,10000/1024/2000,"
            + "10000/256/200/nostore,1500/64/200/run,100/1/20/commits,2000/256/200/commits";
    // Whoever runs code has seen these; running a thousand others would take hours.
    private static final int VARIANTS_RUN = 5;
    private static final int VARIANTS = 1_000_000;

    @TempDir
    private Path folder;

    private record Row(int questions, int inFlight, int latency, String kind) {

        static Row of(String text) {
            String[] parts = text.split("/");
            return new Row(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts.length > 3 ? parts[3] : "");
        }

        boolean is(String what) {
            return kind.contains(what);
        }
    }

    @Test
    void besideABareClient() throws Exception {
        System.out.println(
                "questions in flight ms what    | calls  wall s  ideal  ratio  bound | seen in flight, of these"
                        + " mean | own ms  endpoint ms | MB | commits");
        Map<String, Bank> banks = new HashMap<>();
        for (String text : System.getProperty("benchmark.rows", ROWS).split(",")) {
            Row row = Row.of(text);
            String kind = row.is("run") ? "run" : "";
            Bank bank = banks.get(row.questions() + kind);
            if (bank == null) {
                bank = Bank.in(
                        folder.resolve("bank" + banks.size()),
                        row.questions(),
                        kind.isEmpty() ? VARIANTS : VARIANTS_RUN);
                banks.put(row.questions() + kind, bank);
                known(bank, row);
            }
            if (!row.is("commits")) {
                measured(bank, row, true);
            }
            measured(bank, row, false);
        }
    }

    // What there is to know of the code in the replies is found out before anything is measured.
    private void known(Bank bank, Row row) throws Exception {
        Row first = new Row(row.questions(), 16, 0, row.kind() + " nostore");
        try (Endpoint endpoint = new Endpoint(0)) {
            Measured run = Measured.of(folder, variables(endpoint.url()), generate(bank, first));
            if (run.exit() != 0) {
                System.out.println("exit code " + run.exit() + ": " + end(run.said()));
            }
        }
    }

    private void measured(Bank bank, Row row, boolean isBare) throws Exception {
        Path trace = folder.resolve("trace");
        Files.deleteIfExists(trace);
        try (Endpoint endpoint = new Endpoint(row.latency())) {
            List<String> command = isBare
                    ? java(
                            BareClient.class,
                            endpoint.url(),
                            String.valueOf(row.inFlight()),
                            String.valueOf(bank.questions()))
                    : generate(bank, row);
            Measured run =
                    Measured.of(folder, variables(endpoint.url()), row.is("commits") ? traced(command) : command);
            String[] seen = endpoint.seen();
            double ideal = Math.ceil(Double.parseDouble(seen[0]) / row.inFlight()) * row.latency() / 1e3;
            double bound = Math.max(ideal, (run.cpu() + endpoint.cpu()) / 2);
            System.out.printf(
                    "%6d %5d %5d %-12s | %6s %7.1f %6.1f %6.2f %6.2f | %5s %7.1f %4.0f %% | %5.2f %5.2f | %4d | %s%n",
                    bank.questions(),
                    row.inFlight(),
                    row.latency(),
                    isBare ? "bare" : row.kind(),
                    seen[0],
                    run.seconds(),
                    ideal,
                    run.seconds() / ideal,
                    run.seconds() / bound,
                    seen[1],
                    Double.parseDouble(seen[2]),
                    Double.parseDouble(seen[2]) / row.inFlight() * 100,
                    run.cpu() / bank.questions() * 1e3,
                    endpoint.cpu() / bank.questions() * 1e3,
                    run.megabytes(),
                    Files.exists(trace) ? commits(trace, Integer.parseInt(seen[0])) : "");
            if (run.exit() != 0) {
                System.out.println("exit code " + run.exit() + ": " + end(run.said()));
            }
        }
    }

    private List<String> generate(Bank bank, Row row) {
        Path run = folder.resolve("run");
        delete(run);
        List<String> command = new ArrayList<>(List.of(
                System.getProperty(
                        "benchmark.program",
                        ProjectFiles.ROOT.resolve("answersheet").toString()),
                "generate",
                bank.folder().toString(),
                "-o",
                run.resolve("sheets").toString(),
                "--concurrency",
                String.valueOf(row.inFlight()),
                "--quiet",
                "--store",
                row.is("nostore") ? "none" : run.resolve("calls.db").toString()));
        if (!row.is("run")) {
            command.add("--no-run");
        }
        return command;
    }

    private List<String> traced(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "strace", "-f", "-y", "--seccomp-bpf", "-qq", "-e", "trace=fsync,fdatasync", "-o", folder + "/trace"));
        all.addAll(command);
        return all;
    }

    // A checkpoint of the log is none.
    private static String commits(Path trace, int calls) throws IOException {
        try (Stream<String> lines = Files.lines(trace)) {
            long durable = lines.filter(line -> line.contains("calls.db-wal>")).count();
            return String.format("%.2f durable commits a call", durable / (double) calls);
        }
    }

    private Map<String, String> variables(String url) {
        return Map.of(
                "OPENAI_BASE_URL",
                url,
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString());
    }

    private static List<String> java(Class<?> program, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Dproject.basedir=" + ProjectFiles.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private static String end(String said) {
        return said.substring(Math.max(0, said.length() - 2_000));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of an endpoint. */
    private static final class Endpoint implements AutoCloseable {

        private final Process process;
        private final String address;
        private final double before;

        Endpoint(int latency) throws IOException {
            process = new ProcessBuilder(java(ModelEndpoint.class, String.valueOf(latency)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            address = "http://127.0.0.1:"
                    + new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            before = Measured.cpuOf(process.pid());
        }

        String url() {
            return address + "/v1";
        }

        // Since it could be called.
        double cpu() throws IOException {
            return Measured.cpuOf(process.pid()) - before;
        }

        String[] seen() throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address + "/seen")).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .split(" ");
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
