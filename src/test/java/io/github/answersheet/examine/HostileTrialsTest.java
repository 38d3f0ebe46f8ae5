package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.quiz.QuizReader;
import io.github.answersheet.sandbox.Limits;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hostile programs of the sandbox as what an examiner sends, as code that is changed, and as an improved solution under
 * changed circumstances: none gets out, none is seen to hold, and none harms what is outside.
 */
class HostileTrialsTest {

    private static final Path PROGRAMS = ProjectFiles.ROOT.resolve("src/test/resources/sandbox/hostile.md");
    private static final Pattern PROGRAM =
            Pattern.compile("(?s)\\n## ([^\\n]+)\\n.*?\\nEnds: ([^;]+);.*?```python\\n(.+?)\\n```");
    // In each run of the suite; the campaign has all of them.
    private static final int EVERY = 24;

    @TempDir
    private Path folder;

    private Path file;
    private String outside;

    private record Hostile(String name, String code) {}

    @BeforeEach
    void somethingToHarm() throws IOException {
        file = Files.writeString(folder.resolve("precious.txt"), "precious");
        outside = "{'file': '%s', 'port': 9, 'udp': 9, 'pid': %d}"
                .formatted(file, ProcessHandle.current().pid());
    }

    private static List<Hostile> programs(int every) throws IOException {
        List<Hostile> all = new ArrayList<>();
        Matcher program = PROGRAM.matcher(Files.readString(PROGRAMS));
        while (program.find()) {
            if (!program.group(2).contains("TIMED_OUT")) {
                all.add(new Hostile(program.group(1), program.group(3) + "\n"));
            }
        }
        assertTrue(all.size() > 100, all.size() + " programs");
        return IntStream.range(0, all.size())
                .filter(i -> i % every == 0)
                .mapToObj(all::get)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> asTrials() throws IOException {
        Sandbox sandbox = withinTheirLimits(RealSandbox.get());
        return programs(EVERY).stream().map(hostile -> dynamicTest(hostile.name(), () -> tryOut(hostile, sandbox)));
    }

    @TestFactory
    @Tag("campaign")
    Stream<DynamicTest> allAsTrials() throws IOException {
        Sandbox sandbox = withinTheirLimits(RealSandbox.get());
        return programs(1).stream().map(hostile -> dynamicTest(hostile.name(), () -> tryOut(hostile, sandbox)));
    }

    // They are written for half the memory that a trial has: less than that is no escape.
    private static Sandbox withinTheirLimits(Sandbox sandbox) {
        Limits theirs = new Limits(Duration.ofSeconds(5), 256L << 20, 48, 64L << 20, 256 << 10);
        return new Sandbox() {
            @Override
            public Optional<String> unavailable() {
                return sandbox.unavailable();
            }

            @Override
            public String identity() {
                return sandbox.identity();
            }

            @Override
            public Ran run(Program program) {
                return sandbox.run(program.within(theirs));
            }
        };
    }

    private void tryOut(Hostile hostile, Sandbox sandbox) throws IOException {
        Expectation escaped = new Expectation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("ESCAPED"),
                List.of(),
                Optional.empty(),
                Map.of(),
                false);
        Trial trial = new Trial(false, "It gets out of here", "", true, code(hostile), escaped, Optional.empty());
        TrialRun.Shown shown = new TrialRun(trial, Map.of("mean.py", "x = 1\n"), sandbox).run();
        assertNotEquals(TrialResult.State.HOLDS, shown.state(), shown.seen());
        assertEquals("precious", Files.readString(file));
    }

    private String code(Hostile hostile) {
        return hostile.code().replace("json.load(sys.stdin)", outside);
    }

    @TestFactory
    Stream<DynamicTest> asCodeThatIsChanged() throws IOException {
        RealSandbox.get();
        return programs(EVERY * 2).stream()
                .map(hostile -> dynamicTest(hostile.name(), () -> {
                    String indented = code(hostile).indent(4);
                    Trials trials = examined(
                                    """
                            # Sheet

                            ## Answer 1: Change

                            **Section:** Coding Challenges

                            **Complete Solution:**

                            ```python
                            # changed.py
                            def limit(n):
                                return n < 3


                            def harm():
                            %s

                            if limit(1):
                                harm()
                            ```

                            **Testing Approach:**

                            ```python
                            # test_changed.py
                            import unittest


                            class LimitTest(unittest.TestCase):
                                def test_a_limit(self):
                                    import changed
                                    self.assertTrue(changed.limit(1))
                            ```
                            """.formatted(indented),
                                    "# Quiz\n\n## Coding Challenges\n\n1. Write a function `limit(n)` that tells whether a number is small.\n")
                            .trials();
                    trials.noticed().ifPresent(noticed -> assertTrue(noticed.tried() <= 12));
                    assertEquals("precious", Files.readString(file));
                }));
    }

    @TestFactory
    Stream<DynamicTest> asAnImprovedSolutionUnderChangedCircumstances() throws IOException {
        RealSandbox.get();
        return programs(EVERY * 2).stream()
                .map(hostile -> dynamicTest(hostile.name(), () -> {
                    ExaminedAnswer answer = examined(
                            """
                            # Sheet

                            ## Answer 1: First

                            **Section:** Code Analysis

                            **Improved Solution:**

                            ```python
                            import os


                            def harm():
                            %s

                            def first(path):
                                marker = path + ".seen"
                                if not os.path.exists(path) or os.path.exists(marker):
                                    harm()
                                text = open(path).read()
                                if not text:
                                    harm()
                                open(marker, "w").close()
                                return text[:1]
                            ```
                            """.formatted(code(hostile).indent(4)),
                            "# Quiz\n\n## Code Analysis\n\n1. What is wrong here?\n\n   ```python\n"
                                    + "   def first(path):\n       return open(path).read()[:1]\n   ```\n");
                    assertFalse(answer.verification().toString().contains("ESCAPED"));
                    assertEquals("precious", Files.readString(file));
                }));
    }

    private static ExaminedAnswer examined(String sheet, String quiz) {
        Proof proof = Proof.read(SourceText.of("q01.proof.md", """
                {"trials": [{"quote": "return n < 3", "program": "print(len('a'))", "ifTrue": "1"}],
                 "cases": [
                  {"name": "a", "files": {"a": "x"}, "call": "first('a')", "result": "x"},
                  {"name": "b", "files": {"a": "y"}, "call": "first('a')", "result": "y"},
                  {"name": "c", "files": {"a": "z"}, "call": "first('a')", "result": "z"}]}
                """));
        Candidate candidate = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(SourceText.of("sheet.md", sheet), Optional.of(QuizReader.read(SourceText.of("quiz.md", quiz))))
                .answers()
                .get(0);
        return SharedLanguages.running().examine(candidate.with(Optional.of(proof)));
    }
}
