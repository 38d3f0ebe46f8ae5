package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.draft.Draft;
import io.github.answersheet.draft.DraftReader;
import io.github.answersheet.examine.BlockRun;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.pack.Pack;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every Python block of the recorded sample is run in the sandbox and passes, or is excused here. */
class PrintedCodeRunsTest {

    private static final Pack PACK = Packs.read(Packs.DEFAULT);
    private static final DraftReader READER = new DraftReader(PACK);

    private static final String ARGUMENTS = "not-run: wants arguments";

    /** Programs that need not pass, by answer and first line, and what is said of them. */
    private static final Map<String, String> NOT_PASSED = Map.of(
            "# totals.py", ARGUMENTS,
            "# apply_config.py", ARGUMENTS,
            "# load_orders.py", ARGUMENTS,
            "# rolling_restart.py", ARGUMENTS);

    @TestFactory
    Stream<DynamicTest> runs() throws IOException {
        List<Path> answers = new ArrayList<>();
        try (Stream<Path> replies = Files.list(ProjectFiles.SAMPLE_REPLIES)) {
            replies.filter(file -> !file.toString().matches(".*\\.(proof|question)\\..*"))
                    .sorted()
                    .forEach(answers::add);
        }
        assertEquals(15, answers.size());
        List<Candidate> candidates = answers.stream()
                .map(answer -> candidate(READER.readReply(TextFiles.read(answer))))
                .toList();
        return SharedLanguages.running().examine(candidates, List.of()).stream()
                .map(answer -> dynamicTest(
                        Path.of(answer.draft().source().name()).getFileName().toString(), () -> passes(answer)));
    }

    private static Candidate candidate(Draft draft) {
        return new Candidate(
                1, draft, PACK.categories().get(0), PACK, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void passes(ExaminedAnswer answer) {
        List<BlockRun> programs =
                answer.runs().stream().filter(run -> run.block().isPython()).toList();
        assertTrue(!programs.isEmpty(), "an answer has code");
        for (BlockRun run : programs) {
            String name = run.block().code().lines().findFirst().orElse("");
            String told = run.state() == State.PASSED ? "passed" : run.state().word() + ": " + run.reason();
            assertEquals(NOT_PASSED.getOrDefault(name, "passed"), told, name + "\n" + run.output());
        }
    }
}
