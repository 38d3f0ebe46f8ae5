package io.github.answersheet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.cache.VerdictCache;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("java")
class RememberedSandboxTest {

    private static final Program PROGRAM = Program.of(List.of("bash", "a.sh"), Map.of("a.sh", "true"));

    /** A sandbox that only says how programs end, and counts them. */
    private record Played(Function<Program, Ending> ends, Optional<Duration> delay, AtomicInteger runs)
            implements Sandbox {
        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public String identity() {
            return "played";
        }

        @Override
        public Ran run(Program program) {
            runs.incrementAndGet();
            Duration time = Duration.ofSeconds(5);
            return new Ran(ends.apply(program), 0, "", "", Map.of(), time, time, false, delay, Instant.EPOCH);
        }
    }

    @Test
    void whatEndedIsRunOnceForAllProcesses() {
        assertEquals(1, runsOfTwoProcesses(Ending.EXITED, Optional.empty()));
    }

    @Test
    void aTimeOutOnABusyMachineIsRememberedByNoOtherProcess() {
        assertEquals(2, runsOfTwoProcesses(Ending.TIMED_OUT, Optional.empty()));
        assertEquals(2, runsOfTwoProcesses(Ending.TIMED_OUT, Optional.of(Duration.ofMillis(250))));
        assertEquals(1, runsOfTwoProcesses(Ending.TIMED_OUT, Optional.of(Duration.ofMillis(249))));
    }

    @Test
    void aProgramKnowsWhetherTheMachineKeptItWaiting() {
        Sandbox sandbox = RealSandbox.get();
        Ran ran = cutOff(sandbox, 600, "sleep", "60");
        Duration delay = ran.delay().orElseThrow();
        assertTrue(delay.compareTo(ran.time()) < 0, delay + " of " + ran.time());
        // More processes than any machine here has cores, each computing without end.
        Ran crowded = cutOff(sandbox, 900, "bash", "-c", "for i in $(seq 40); do (while :; do :; done) & done; wait");
        assertTrue(crowded.delay().orElseThrow().compareTo(delay) > 0, crowded.delay() + " and " + delay);
        assertFalse(crowded.isSlowByItself());
    }

    private static Ran cutOff(Sandbox sandbox, int millis, String... command) {
        Limits limits = Limits.STANDARD.withTime(Duration.ofMillis(millis));
        Ran ran = sandbox.run(new Program(List.of(command), Map.of(), "", limits, List.of(), Program.Machine.FIRST));
        assertEquals(Ending.TIMED_OUT, ran.ending());
        return ran;
    }

    private static int runsOfTwoProcesses(Ending ending, Optional<Duration> delay) {
        VerdictCache cache = VerdictCache.inMemory();
        Played played = new Played(program -> ending, delay, new AtomicInteger());
        for (int process = 0; process < 2; process++) {
            Sandbox sandbox = new RememberedSandbox(cache, "same", () -> played);
            sandbox.run(PROGRAM);
            assertEquals(ending, sandbox.run(PROGRAM).ending());
        }
        return played.runs().get();
    }

    @Test
    void whatRunsAloneHasNobodyBesideIt() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger mostBeside = new AtomicInteger();
        Played played = new Played(
                program -> {
                    int now = running.incrementAndGet();
                    pause();
                    if (program.machine() == Program.Machine.SECOND) {
                        mostBeside.accumulateAndGet(Math.max(now, running.get()) - 1, Math::max);
                    }
                    running.decrementAndGet();
                    return Ending.EXITED;
                },
                Optional.empty(),
                new AtomicInteger());
        Sandbox sandbox = new RememberedSandbox(VerdictCache.inMemory(), "same", () -> played);
        List<CompletableFuture<Ran>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Program program = PROGRAM.reading("input " + i);
            boolean isAlone = i % 4 == 0;
            all.add(CompletableFuture.supplyAsync(
                    () -> isAlone ? sandbox.runAlone(program.again()) : sandbox.run(program),
                    task -> new Thread(task).start()));
        }
        all.forEach(CompletableFuture::join);
        assertEquals(20, played.runs().get());
        assertEquals(0, mostBeside.get());
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
