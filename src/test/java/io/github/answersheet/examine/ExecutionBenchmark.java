package io.github.answersheet.examine;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.cache.VerdictCache;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.RememberedSandbox;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.TextFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run costs beside the program's own time, and what the sample sheet costs the first time and again. */
@Tag("benchmark")
class ExecutionBenchmark {

    private static final int ROUNDS = 40;

    @Test
    void oneProgram() {
        Sandbox sandbox = RealSandbox.get();
        Program program = Program.of(List.of("python3", "one.py"), Map.of("one.py", "print(1)\n"));
        List<Long> beside = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Ran ran = sandbox.run(program.within(Limits.STANDARD));
            beside.add((System.nanoTime() - start) / 1_000_000 - ran.time().toMillis());
        }
        Collections.sort(beside);
        System.out.printf(
                "a run beside the program's own time: median %d ms, worst %d ms%n",
                beside.get(ROUNDS / 2), beside.get(ROUNDS - 1));
    }

    @Test
    void aSheet() {
        RealSandbox.get();
        List<Candidate> answers = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(TextFiles.read(ProjectFiles.SAMPLE.resolve("quiz.answers.md")), Optional.empty())
                .answers();
        Sandbox remembered = RememberedSandbox.of(System.getenv(), VerdictCache.inMemory());
        for (String time : List.of("first", "again")) {
            long start = System.nanoTime();
            long blocks = SharedLanguages.in(remembered).examine(answers, List.of()).stream()
                    .mapToLong(answer -> answer.runs().size())
                    .sum();
            System.out.printf(
                    "the sample, %d blocks, %s: %d ms%n", blocks, time, (System.nanoTime() - start) / 1_000_000);
        }
    }
}
