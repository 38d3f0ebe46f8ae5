package io.github.answersheet.cli;

import io.github.answersheet.CommandRun;
import io.github.answersheet.PostgresServer;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Response;
import io.github.answersheet.store.CallKey;
import io.github.answersheet.store.CallStore;
import io.github.answersheet.store.Claim;
import io.github.answersheet.store.StoredReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many workers over one store come to, what the store costs, and whether a very large bank goes through. */
@Tag("benchmark")
class ClusterBenchmark {

    private static final int CONCURRENCY = 16;
    private static final int LATENCY = 500;
    private static final int QUESTIONS_OF_A_QUIZ = 50;

    @TempDir
    private Path folder;

    @Test
    void oneTwoAndFourWorkers() throws Exception {
        System.out.println("workers of " + CONCURRENCY + ", " + LATENCY + " ms a call | calls a second | of the ideal");
        for (int workers : new int[] {1, 2, 4}) {
            int questions = 600 * workers;
            Path bank = bank("bank" + workers, questions / QUESTIONS_OF_A_QUIZ);
            Queue<Long> times = new ConcurrentLinkedQueue<>();
            try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
                times.add(System.nanoTime());
                pause();
                return Response.reply(RecordedReplies.of(1));
            })) {
                String store = PostgresServer.shared().url("throughput_" + workers);
                run(endpoint, "enqueue", "--no-run", bank.toString(), "--store", store);
                List<Process> all = new ArrayList<>();
                for (int i = 0; i < workers; i++) {
                    all.add(process(endpoint, "1g", "worker", "--until-done", "--quiet", "--store", store));
                }
                for (Process process : all) {
                    process.waitFor();
                }
                List<Long> sorted = new ArrayList<>(times);
                Collections.sort(sorted);
                // The first and the last fifth are starting and ending.
                int from = sorted.size() / 5;
                int to = sorted.size() * 4 / 5;
                double rate = (to - from) / ((sorted.get(to) - sorted.get(from)) / 1e9);
                double ideal = workers * CONCURRENCY * 1_000.0 / LATENCY;
                System.out.printf("%d | %.0f | %.2f%n", workers, rate, rate / ideal);
            }
        }
    }

    @Test
    void whatTheStoreCosts() throws Exception {
        try (PostgresServer server = PostgresServer.durable(folder.resolve("postgres"))) {
            for (String location : List.of(folder.resolve("calls.db").toString(), server.url("costs"))) {
                try (CallStore store = CallStore.open(location, Map.of(), CallStore.LEASE)) {
                    calls(store, 0, 200);
                    long start = System.nanoTime();
                    calls(store, 1_000, 1_000);
                    double each = (System.nanoTime() - start) / 1e6 / 1_000;
                    System.out.printf("%s: %.2f ms a call%n", CallStore.isOnServer(location) ? "server" : "file", each);
                }
            }
        }
    }

    private static void calls(CallStore store, int from, int count) {
        StoredReply reply = new StoredReply(RecordedReplies.of(1), "stop", "m", 5_000, 2_000, 0, 0, 20_000);
        for (int i = from; i < from + count; i++) {
            CallKey key = CallKey.of(Map.of("number", i, "prompt", "x".repeat(20_000)));
            store.find(key, 0);
            Claim claim = store.claim(key).orElseThrow();
            store.put(claim, key, 1, "draft", "job", reply, 1);
        }
    }

    @Test
    void aMillionQuestions() throws Exception {
        Path bank = bank("million", 1_000_000 / QUESTIONS_OF_A_QUIZ);
        String store = PostgresServer.shared().url("million");
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> Response.reply(RecordedReplies.of(1)))) {
            for (String what : List.of("enqueued", "enqueued again")) {
                long start = System.nanoTime();
                Process process = process(endpoint, "192m", "enqueue", "--no-run", bank.toString(), "--store", store);
                int exit = process.waitFor();
                System.out.printf(
                        "%s: exit %d, %.0f s in a heap of 192 MB%n", what, exit, (System.nanoTime() - start) / 1e9);
            }
            Process worker = process(endpoint, "192m", "worker", "--quiet", "--store", store);
            long start = System.nanoTime();
            while (endpoint.history().isEmpty() && worker.isAlive()) {
                Thread.sleep(20);
            }
            System.out.printf("first call of a worker after %.1f s%n", (System.nanoTime() - start) / 1e9);
            while (endpoint.history().size() < 2_000 && worker.isAlive()) {
                Thread.sleep(20);
            }
            System.out.printf("2,000 calls after %.1f s%n", (System.nanoTime() - start) / 1e9);
            worker.destroyForcibly().waitFor();
            start = System.nanoTime();
            System.out.print(run(endpoint, "status", "--store", store).out());
            System.out.printf("status took %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
    }

    private Path bank(String name, int quizzes) throws IOException {
        Path bank = Files.createDirectories(folder.resolve(name));
        for (int quiz = 0; quiz < quizzes; quiz++) {
            StringBuilder text = new StringBuilder("# Quiz\n\n## Conceptual Questions\n");
            for (int question = 1; question <= QUESTIONS_OF_A_QUIZ; question++) {
                text.append("\n").append(question).append(". What is idea ").append(question);
                text.append(" of quiz ").append(quiz).append("?\n");
            }
            Files.writeString(bank.resolve("quiz-" + quiz + ".md"), text);
        }
        return bank;
    }

    private Process process(ScriptedEndpoint endpoint, String heap, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.answersheet.cli.Main"));
        Collections.addAll(command, args);
        if (args[0].equals("worker")) {
            Collections.addAll(command, "--concurrency", Integer.toString(CONCURRENCY));
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("OPENAI_BASE_URL", endpoint.url());
        return builder.start();
    }

    private static CommandRun run(ScriptedEndpoint endpoint, String... args) {
        return CommandRun.with(Map.of("OPENAI_BASE_URL", endpoint.url(), "PATH", System.getenv("PATH")), args);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LATENCY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
