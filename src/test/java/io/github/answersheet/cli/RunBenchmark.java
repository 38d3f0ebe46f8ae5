package io.github.answersheet.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run costs beside a bare client that asks the same questions, checks nothing and keeps nothing. The endpoint answers
 * after a fixed time from the same process, so its own work is in every row.
 */
@Tag("benchmark")
class RunBenchmark {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static {
        // With its default of 200 the server hangs up on clients that keep more connections.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
    }

    @TempDir
    private Path folder;

    @Test
    void besideABareClient() throws Exception {
        row("warm-up", bare(64, 500, 20), 0);
        row("warm-up", whole(64, 500, 20), 0);
        System.out.println("in flight, latency, calls | wall over ideal | CPU s per 1,000 | heap MB after");
        for (int[] size :
                new int[][] {{64, 200, 2_000}, {256, 200, 10_000}, {1_024, 200, 10_000}, {256, 2_000, 2_000}}) {
            row("bare    ", bare(size[0], size[2], size[1]), ideal(size));
            row("generate", whole(size[0], size[2], size[1]), ideal(size));
        }
    }

    @Test
    void memoryStaysFlat() throws Exception {
        for (int questions : new int[] {1_000, 10_000, 100_000}) {
            Measured run = whole(256, questions, 20);
            System.out.printf("%d questions: %d MB of heap in use at the end%n", questions, run.megabytes());
        }
    }

    /** As the launcher starts it: resident memory at its highest, which Linux tells. */
    @Test
    void peakMemory() throws Exception {
        for (int questions : new int[] {1_000, 5_000}) {
            Path bank = bank(questions);
            long[] peak = new long[1];
            measured(256, questions, 2_000, url -> {
                List<String> command = new ArrayList<>(
                        List.of(ProjectFiles.ROOT.resolve("answersheet").toString()));
                command.addAll(args(bank, 256));
                ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
                builder.environment().putAll(variables(url));
                Process process = builder.start();
                while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    peak[0] = Math.max(peak[0], highestResident(process.pid()));
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException("exit code " + process.exitValue());
                }
            });
            System.out.printf(
                    "256 in flight, %d questions, by the launcher: %d MB resident%n", questions, peak[0] >> 10);
        }
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

    private record Measured(String what, double seconds, double cpu, int calls, long megabytes) {}

    private static double ideal(int[] size) {
        return Math.ceil(size[2] / (double) size[0]) * size[1] / 1_000.0;
    }

    private static void row(String name, Measured run, double ideal) {
        System.out.printf(
                "%s %s | %.2f | %.2f | %d%n",
                name,
                run.what(),
                ideal == 0 ? 0 : run.seconds() / ideal,
                run.cpu() / run.calls() * 1_000,
                run.megabytes());
    }

    private interface Work {
        void run(String url) throws Exception;
    }

    private static Measured measured(int inFlight, int calls, int latency, Work work) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
        ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
        byte[] reply = Response.reply(RecordedReplies.of(1)).body().getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            later.schedule(
                    () -> {
                        try (exchange) {
                            exchange.sendResponseHeaders(200, reply.length);
                            exchange.getResponseBody().write(reply);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    latency,
                    TimeUnit.MILLISECONDS);
        });
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        try {
            System.gc();
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            work.run("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
            double seconds = (System.nanoTime() - start) / 1e9;
            double spent = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
            Runtime runtime = Runtime.getRuntime();
            long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
            return new Measured(inFlight + ", " + latency + " ms, " + calls, seconds, spent, calls, used);
        } finally {
            server.stop(0);
            later.shutdownNow();
        }
    }

    private static Measured bare(int inFlight, int calls, int latency) throws Exception {
        return measured(inFlight, calls, latency, url -> {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            String body = "x".repeat(22_000);
            Semaphore free = new Semaphore(inFlight);
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                free.acquire();
                HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                all.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .whenComplete((r, e) -> free.release()));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        });
    }

    private Measured whole(int inFlight, int calls, int latency) throws Exception {
        Path bank = bank(calls);
        return measured(inFlight, calls, latency, url -> {
            CommandRun run =
                    CommandRun.with(variables(url), args(bank, inFlight).toArray(String[]::new));
            if (run.exit() != 0) {
                throw new IllegalStateException(run.err());
            }
        });
    }

    private Path bank(int questions) throws IOException {
        Path bank = Files.createTempDirectory(folder, "bank");
        for (int quiz = 0; quiz < questions / 50; quiz++) {
            StringBuilder text = new StringBuilder("# Quiz\n\n## Conceptual Questions\n");
            for (int question = 1; question <= 50; question++) {
                text.append("\n").append(question).append(". What is idea ").append(question);
                text.append(" of quiz ").append(quiz).append("?\n");
            }
            Files.writeString(bank.resolve("quiz-" + quiz + ".md"), text);
        }
        return bank;
    }

    private static Map<String, String> variables(String url) {
        return Map.of("OPENAI_BASE_URL", url, "ANSWERSHEET_NO_RUN", "true", "PATH", System.getenv("PATH"));
    }

    private static List<String> args(Path bank, int inFlight) {
        return List.of(
                "generate",
                bank.toString(),
                "-o",
                bank.resolve("sheets").toString(),
                "--store",
                bank.resolve("calls.db").toString(),
                "--concurrency",
                Integer.toString(inFlight),
                "--quiet");
    }
}
