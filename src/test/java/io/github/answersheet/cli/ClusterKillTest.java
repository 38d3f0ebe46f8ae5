package io.github.answersheet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandRun;
import io.github.answersheet.PostgresServer;
import io.github.answersheet.RecordedReplies;
import io.github.answersheet.ScriptedEndpoint;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three workers, processes of their own: one is killed, one is frozen until it is taken for dead and then goes on, and the server
 * is restarted. Calls are counted and timed where they arrive.
 */
class ClusterKillTest {

    private static final int CONCURRENCY = 6;
    private static final int QUESTIONS_OF_A_QUIZ = 40;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration LATENCY = Duration.ofMillis(150);

    @TempDir
    private Path folder;

    private final Queue<Long> times = new ConcurrentLinkedQueue<>();

    @Test
    void aKillAFreezeAndARestart() throws Exception {
        survived(120, 1_200);
    }

    @Test
    @Tag("campaign")
    void twoThousandQuestions() throws Exception {
        survived(2_000, 3_600);
    }

    private void survived(int questions, int perMinute) throws Exception {
        bank(questions);
        try (PostgresServer server = PostgresServer.own(folder.resolve("postgres"));
                ScriptedEndpoint endpoint = new ScriptedEndpoint(this::answer)) {
            String store = server.url("survival");
            assertEquals(
                    0,
                    run(endpoint, "enqueue", "--no-run", bank(), "--store", store)
                            .exit());
            List<Process> workers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                workers.add(worker(endpoint, store, perMinute, i));
            }
            Random random = new Random(questions);
            upTo(endpoint, questions / 5 + random.nextInt(questions / 10), workers);
            workers.get(0).destroyForcibly().waitFor();
            signal("STOP", workers.get(1));
            upTo(endpoint, questions / 2 + random.nextInt(questions / 10), workers.subList(2, 3));
            server.restart(Duration.ofMillis(200));
            Thread.sleep(LEASE.multipliedBy(2).toMillis());
            signal("CONT", workers.get(1));
            for (Process worker : workers.subList(1, 3)) {
                assertTrue(worker.waitFor(2, TimeUnit.MINUTES), "it ends");
                assertEquals(0, worker.exitValue(), said());
            }
            int made = endpoint.history().size();
            double excess = excess(new ArrayList<>(times), perMinute / 60.0);
            System.out.printf(
                    "%d questions, a kill, a freeze, a restart: %d calls, limit exceeded by %.1f of a burst of %d%n",
                    questions, made, Math.max(0, excess - perMinute / 60.0), perMinute / 60);
            assertTrue(made <= questions + 2 * CONCURRENCY, made + " calls");
            assertTrue(excess <= 2 * perMinute / 60.0, excess + " above the limit");
            assertEquals(
                    0,
                    run(endpoint, "collect", bank(), "-o", out("sheets"), "--store", store)
                            .exit());
            assertEquals(made, endpoint.history().size());
            assertEquals(0, run(endpoint, "store", "verify", "--store", store).exit());
            CommandRun alone = run(
                    endpoint,
                    "generate",
                    "--no-run",
                    bank(),
                    "-o",
                    out("alone"),
                    "--store",
                    out("calls.db"),
                    "--concurrency",
                    "64");
            assertEquals(0, alone.exit(), alone.err());
            assertSameSheets(questions / QUESTIONS_OF_A_QUIZ);
        }
    }

    @Test
    void aCallThatALostWorkerBeganIsReportedOrMadeAgain() throws Exception {
        bank(QUESTIONS_OF_A_QUIZ);
        AtomicBoolean hangs = new AtomicBoolean(true);
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            if (hangs.get() && r.question() == 7) {
                pause(Duration.ofMinutes(1));
            }
            return Response.reply(RecordedReplies.of(1 + r.question() % 4));
        })) {
            String store = PostgresServer.shared().url("lost");
            assertEquals(
                    0,
                    run(endpoint, "enqueue", "--no-run", bank(), "--store", store)
                            .exit());
            Process worker = worker(endpoint, store, 0, 0);
            upTo(endpoint, QUESTIONS_OF_A_QUIZ, List.of(worker));
            awaitStatus(endpoint, store, "39 of 40");
            worker.destroyForcibly().waitFor();
            hangs.set(false);
            awaitStatus(endpoint, store, "1 call of lost workers");
            CommandRun report = work(endpoint, store, "--on-lost", "report");
            assertEquals(0, report.exit(), report.err());
            assertTrue(
                    report.err().contains("question 7") && report.err().contains("may have been paid"), report.err());
            assertEquals(QUESTIONS_OF_A_QUIZ, endpoint.history().size(), "it is not made again");
            CommandRun marked = run(endpoint, "collect", bank(), "-o", out("sheets"), "--store", store);
            assertEquals(1, marked.exit(), marked.err());
            assertTrue(
                    Files.readString(folder.resolve("sheets/unit-0.answers.md")).contains("a worker was lost"));
            assertEquals(
                    0,
                    run(endpoint, "enqueue", "--no-run", bank(), "--store", store)
                            .exit());
            assertEquals(0, work(endpoint, store, "--on-lost", "retry").exit());
            assertEquals(QUESTIONS_OF_A_QUIZ + 1, endpoint.history().size());
            assertEquals(
                    0,
                    run(endpoint, "collect", bank(), "-o", out("sheets"), "--store", store)
                            .exit());
        }
    }

    @Test
    void aWorkerThatIsToldToStopFinishesWhatItHasBegun() throws Exception {
        bank(QUESTIONS_OF_A_QUIZ);
        AtomicBoolean isSlow = new AtomicBoolean(true);
        try (ScriptedEndpoint endpoint = new ScriptedEndpoint(r -> {
            pause(isSlow.get() ? Duration.ofSeconds(3) : Duration.ZERO);
            return Response.reply(RecordedReplies.of(1 + r.question() % 4));
        })) {
            String store = PostgresServer.shared().url("stopped");
            assertEquals(
                    0,
                    run(endpoint, "enqueue", "--no-run", bank(), "--store", store)
                            .exit());
            Process worker = worker(endpoint, store, 0, 0);
            upTo(endpoint, CONCURRENCY, List.of(worker));
            signal("TERM", worker);
            assertTrue(worker.waitFor(20, TimeUnit.SECONDS), "it ends");
            assertEquals(128 + 15, worker.exitValue(), said());
            assertEquals(CONCURRENCY, endpoint.history().size(), "nothing more is begun");
            isSlow.set(false);
            assertEquals(0, work(endpoint, store).exit());
            assertEquals(QUESTIONS_OF_A_QUIZ, endpoint.history().size(), "and nothing is made again");
        }
    }

    private static void awaitStatus(ScriptedEndpoint endpoint, String store, String told) throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!run(endpoint, "status", "--store", store).out().contains(told)) {
            assertTrue(System.nanoTime() < giveUp, told);
            Thread.sleep(50);
        }
    }

    private static CommandRun work(ScriptedEndpoint endpoint, String store, String... more) {
        List<String> args = new ArrayList<>(List.of("worker", "--until-done", "--lease", "1", "--store", store));
        Collections.addAll(args, more);
        return run(endpoint, args.toArray(String[]::new));
    }

    private Response answer(Request request) {
        times.add(System.nanoTime());
        pause(LATENCY);
        return Response.reply(RecordedReplies.of(1 + request.question() % 4));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By how many calls the worst span of time had more than its rate allows. */
    private static double excess(List<Long> times, double perSecond) {
        Collections.sort(times);
        double worst = 0;
        for (int i = 0; i < times.size(); i++) {
            for (int j = i; j < times.size(); j++) {
                worst = Math.max(worst, j - i + 1 - (times.get(j) - times.get(i)) / 1e9 * perSecond);
            }
        }
        return worst;
    }

    private void upTo(ScriptedEndpoint endpoint, int count, List<Process> living) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (endpoint.history().size() < count) {
            assertTrue(living.stream().allMatch(Process::isAlive), () -> said());
            assertTrue(System.nanoTime() < giveUp, () -> endpoint.history().size() + " calls only\n" + said());
            Thread.sleep(10);
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertEquals(0, exit);
    }

    private Process worker(ScriptedEndpoint endpoint, String store, int perMinute, int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.answersheet.cli.Main"));
        Collections.addAll(command, "worker", "--until-done", "--store", store);
        Collections.addAll(command, "--concurrency", Integer.toString(CONCURRENCY));
        Collections.addAll(command, "--rpm", Integer.toString(perMinute));
        Collections.addAll(command, "--lease", Long.toString(LEASE.toSeconds()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out" + number).toFile())
                .redirectError(folder.resolve("err" + number).toFile());
        builder.environment().putAll(variables(endpoint));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    private String said() {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            try (Stream<String> lines = Files.lines(folder.resolve("err" + i))) {
                lines.filter(line -> !line.startsWith("question "))
                        .forEach(line -> said.append(line).append('\n'));
            } catch (IOException e) {
                said.append(e);
            }
        }
        return said.toString();
    }

    private void bank(int questions) throws IOException {
        for (int quiz = 0; quiz < questions / QUESTIONS_OF_A_QUIZ; quiz++) {
            StringBuilder text = new StringBuilder("# Quiz\n\n## Conceptual Questions\n");
            for (int question = 1; question <= QUESTIONS_OF_A_QUIZ; question++) {
                text.append("\n").append(question).append(". What is idea ").append(question);
                text.append(" of quiz ").append(quiz).append("?\n");
            }
            Path file = folder.resolve("bank/unit-" + quiz + ".md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    private void assertSameSheets(int quizzes) throws IOException {
        for (int quiz = 0; quiz < quizzes; quiz++) {
            String name = "unit-" + quiz + ".answers.md";
            assertEquals(
                    Files.readString(folder.resolve("alone").resolve(name)),
                    Files.readString(folder.resolve("sheets").resolve(name)));
        }
    }

    private static CommandRun run(ScriptedEndpoint endpoint, String... args) {
        return CommandRun.with(variables(endpoint), args);
    }

    private static Map<String, String> variables(ScriptedEndpoint endpoint) {
        return new HashMap<>(Map.of("OPENAI_BASE_URL", endpoint.url(), "PATH", System.getenv("PATH")));
    }

    private String bank() {
        return out("bank");
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }
}
