package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.examine.BlockRun.State;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests of {@code hostile-tests.md}: none that fails, or that never ran, passes. */
class HostileTestsTest {

    private static final Path TESTS = ProjectFiles.ROOT.resolve("src/test/resources/execution/hostile-tests.md");
    private static final Pattern FORM = Pattern.compile(
            "(?s)\\n## ([^\\n]+)\\n\\nTold: `([^\\n]+)`\\n\\n(```\\w+\\n.+?\\n```)\\n\\n(```\\w+\\n.+?\\n```)\\n");

    @TestFactory
    Stream<DynamicTest> asWhoRunsTheTests() throws IOException {
        return tests(RealSandbox.get());
    }

    @TestFactory
    Stream<DynamicTest> asAnOrdinaryUserWhereRootRunsTheTests() throws IOException {
        return tests(RealSandbox.ofOrdinaryUser());
    }

    private static Stream<DynamicTest> tests(Sandbox sandbox) throws IOException {
        String page = Files.readString(TESTS);
        assertEquals(
                page.lines().filter(line -> line.startsWith("## ")).count(),
                FORM.matcher(page).results().count(),
                "all tests of the page are in the form");
        return FORM.matcher(page).results().map(form -> dynamicTest(form.group(1), () -> doNotPass(form, sandbox)));
    }

    private static void doNotPass(MatchResult form, Sandbox sandbox) {
        String sheet = "## Answer 1: One\n\n**Section:** Coding Challenge\n\n**Complete Solution:**\n\n" + form.group(3)
                + "\n\n**Testing Approach:**\n\n" + form.group(4) + "\n";
        Candidate answer = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(SourceText.of("sheet.md", sheet), Optional.empty())
                .answers()
                .get(0);
        List<BlockRun> runs = SharedLanguages.in(sandbox).examine(answer).runs();
        BlockRun tests = runs.get(runs.size() - 1);

        assertNotEquals(State.PASSED, tests.state(), tests.reason());
        assertTrue(Pattern.compile(form.group(2)).matcher(tests.reason()).find(), tests.reason());
    }
}
