package io.github.answersheet.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sandbox.Ending;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.time.Duration;
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
            total = sum(range(10))
            ```
            """;

    /** A machine on which a program is slow unless it is alone. */
    private record Busy(List<String> calls, Ending alone) implements Sandbox {
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
            return new Ran(Ending.TIMED_OUT, -1, "", "", Map.of(), Duration.ofSeconds(10));
        }

        @Override
        public Ran runAlone(Program program) {
            calls.add("alone");
            return new Ran(alone, 0, "", "", Map.of(), Duration.ofSeconds(10));
        }
    }

    @Test
    void whatPassesAloneIsNotBlamed() {
        List<String> calls = new ArrayList<>();
        BlockRun run = run(new Busy(calls, Ending.EXITED));

        assertEquals(State.PASSED, run.state());
        assertEquals("only at the second run; at the first: the program does not end within 10 s", run.reason());
        assertEquals(List.of("run", "alone"), calls);
    }

    @Test
    void whatDoesNotEndAloneEitherIs() {
        BlockRun run = run(new Busy(new ArrayList<>(), Ending.TIMED_OUT));

        assertEquals(State.FAILED, run.state());
        assertEquals("the program does not end within 10 s", run.reason());
    }

    private static BlockRun run(Sandbox sandbox) {
        AnswerCode code = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(SourceText.of("sheet.md", SHEET), Optional.empty())
                .answers()
                .get(0)
                .code();
        try (Execution execution =
                new Execution(Optional.of(sandbox), SharedLanguages.ALL.python(), SharedLanguages.ALL.bash())) {
            return execution.of(code).get(0);
        }
    }
}
