package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What does not end in its time is tried once more, alone. */
class BusyMachineTest {

    private static final String SHEET = """
            ## Answer 1: X

            **Section:** Conceptual

            **Example Code:**

            ```python
            %s
            ```
            """;

    /** A machine on which a program is slow unless it is alone. */
    private record Busy(List<String> calls, Ending alone, Duration processor, boolean listens) implements Sandbox {
        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public String identity() {
            return "busy";
        }

        @Override
        public Ran run(Program program) {
            calls.add("run");
            return ran(Ending.TIMED_OUT);
        }

        @Override
        public Ran runAlone(Program program) {
            calls.add("alone");
            return ran(alone);
        }

        private Ran ran(Ending ending) {
            return new Ran(
                    ending,
                    0,
                    "",
                    "",
                    Map.of(),
                    Duration.ofSeconds(10),
                    processor,
                    listens,
                    Optional.empty(),
                    Instant.EPOCH);
        }
    }

    @Test
    void whatPassesAloneIsNotBlamed() {
        List<String> calls = new ArrayList<>();
        BlockRun run = run("total = 1", new Busy(calls, Ending.EXITED, Duration.ofSeconds(9), false));

        assertEquals(State.PASSED, run.state());
        assertEquals("only at the second run; at the first: the program does not end within 10 s", run.reason());
        assertEquals(List.of("run", "alone"), calls);
    }

    @Test
    void whatDoesNotEndAloneEitherIs() {
        BlockRun run = run("total = 1", timedOut(Duration.ofSeconds(9), false));

        assertEquals(State.FAILED, run.state());
        assertEquals("the program does not end within 10 s", run.reason());
    }

    @Test
    void whatSleepsForLongerIsNotBlamed() {
        String sleeps = "import time\n\nfor _ in range(3):\n    time.sleep(5)";

        assertEquals(
                "NOT_RUN takes longer than the sandbox waits",
                told(run(sleeps, timedOut(Duration.ofMillis(50), false))));
        assertEquals(
                "FAILED the program does not end within 10 s",
                told(run(sleeps, timedOut(Duration.ofSeconds(8), false))));
        assertEquals(
                "FAILED the program does not end within 10 s",
                told(run("lock = 1", timedOut(Duration.ofMillis(50), false))),
                "it waits for what never comes");
    }

    @Test
    void whatListensIsAServer() {
        assertEquals("NOT_RUN a server", told(run("total = 1", timedOut(Duration.ofMillis(50), true))));
    }

    private static Busy timedOut(Duration processor, boolean listens) {
        return new Busy(new ArrayList<>(), Ending.TIMED_OUT, processor, listens);
    }

    private static String told(BlockRun run) {
        return run.state() + " " + run.reason();
    }

    private static BlockRun run(String program, Sandbox sandbox) {
        Candidate answer = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(SourceText.of("sheet.md", SHEET.formatted(program)), Optional.empty())
                .answers()
                .get(0);
        return SharedLanguages.in(sandbox).examine(answer).runs().get(0);
    }
}
