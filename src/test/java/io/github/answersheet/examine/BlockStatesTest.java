package io.github.answersheet.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.CommandRun;
import io.github.answersheet.ProjectFiles;
import io.github.answersheet.check.SharedLanguages;
import io.github.answersheet.pack.Packs;
import io.github.answersheet.process.ProgramPath;
import io.github.answersheet.sandbox.Program;
import io.github.answersheet.sandbox.Ran;
import io.github.answersheet.sandbox.RealSandbox;
import io.github.answersheet.sandbox.Sandbox;
import io.github.answersheet.sheet.SheetReader;
import io.github.answersheet.source.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of a block and every reason for it, told by {@code check --run} of sheets whose fences say what is expected. */
class BlockStatesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SHEETS = ProjectFiles.ROOT.resolve("src/test/resources/execution");
    private static final Pattern MARKER = Pattern.compile(" ⟦(?<state>.+)⟧$");

    @TempDir
    private Path folder;

    @Test
    void statesAndReasons() throws IOException {
        RealSandbox.get();
        statesAreAsMarked("states.md");
    }

    @Test
    void everyTestIsToldWithItsOwnError() throws IOException {
        RealSandbox.get();
        statesAreAsMarked("tests.md");
    }

    @Test
    void scriptsAreSavedUnderTheirNamesAndTested() throws IOException {
        RealSandbox.get();
        statesAreAsMarked("bash.md");
    }

    @Test
    void otherLanguagesAreRunWhereTheirProgramIs() throws IOException {
        RealSandbox.get();
        Assumptions.assumeTrue(
                Stream.of("node", "java", "javac").allMatch(program -> Files.exists(Path.of("/usr/bin", program))),
                "there is no node or no Java of the system here");
        statesAreAsMarked("languages.md");
    }

    @Test
    void testsForPytestAreRunWhereItIs() throws IOException {
        Ran ran = RealSandbox.get().run(Program.of(List.of("python3", "-c", "import pytest"), Map.of()));
        Assumptions.assumeTrue(ran.succeeded(), "there is no pytest here");
        statesAreAsMarked("pytest.md");
    }

    @Test
    void wherePytestIsNotNothingIsBlamed() throws IOException {
        Sandbox sandbox = RealSandbox.get();
        Sandbox without = new Sandbox() {
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
                Map<String, String> files = new TreeMap<>(program.files());
                files.put("pytest.py", "raise ModuleNotFoundError(\"No module named 'pytest'\", name='pytest')\n");
                return sandbox.run(new Program(
                        program.command(),
                        files,
                        program.stdin(),
                        program.limits(),
                        program.filesWanted(),
                        program.machine()));
            }
        };
        Candidate answer = new SheetReader(Packs.read(Packs.DEFAULT))
                .read(TextFiles.read(unmarked("pytest.md", new TreeMap<>())), Optional.empty())
                .answers()
                .get(0);
        List<String> told = SharedLanguages.in(without).examine(answer).runs().stream()
                .map(run -> run.state() + " " + run.reason())
                .toList();

        assertEquals(5, told.size());
        assertEquals("PASSED ", told.get(0));
        told.subList(1, 5).forEach(state -> assertEquals("NOT_RUN needs `pytest`", state));
    }

    /** Each of these takes its whole time. */
    @Test
    @Tag("campaign")
    void programsWithoutEnd() throws IOException {
        RealSandbox.get();
        statesAreAsMarked("endless.md");
    }

    private void statesAreAsMarked(String name) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        Path sheet = unmarked(name, expected);

        JsonNode blocks =
                JSON.readTree(check(sheet, path(), "--format", "json").out()).path("blocks");

        Map<Integer, String> told = new TreeMap<>();
        for (JsonNode block : blocks) {
            String reason = block.path("reason").asText();
            told.put(
                    block.path("line").asInt(), block.path("state").asText() + (reason.isEmpty() ? "" : ": " + reason));
        }
        assertEquals(lines(expected), lines(told));
    }

    @Test
    void theCountsOfAllStatesAreTold() throws IOException {
        RealSandbox.get();
        Path sheet = Files.writeString(folder.resolve("sheet.md"), """
                ## Answer 1: One

                **Section:** Conceptual

                **Example Code:**

                ```python
                print("\\033[2Jgone\\a")
                ```

                ```python
                import no_such_package
                ```
                """);

        CommandRun text = check(sheet, path());
        JsonNode block = JSON.readTree(check(sheet, path(), "--format", "json").out())
                .path("blocks")
                .path(0);

        assertTrue(
                text.out()
                        .contains(
                                "2 blocks of code: 1 passed, 0 failed, 1 not run (needs `no_such_package`), 0 unchecked"),
                text.out());
        assertEquals("gone", block.path("output").asText(), "escapes of terminals are never shown");
        assertEquals("Example Code", block.path("section").asText());
        assertEquals("python", block.path("language").asText());
        assertEquals(1, block.path("answer").asInt());
    }

    @Test
    void withoutASandboxNothingIsRunAndEverythingSaysSo() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of("python3", "bash", "node")) {
            Path here = ProgramPath.find(program, System.getenv()).orElseThrow();
            Path script = Files.writeString(programs.resolve(program), "#!/bin/sh\nexec " + here + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }

        CommandRun run = check(unmarked("states.md", new TreeMap<>()), programs.toString(), "--format", "json");

        int notRun = 0;
        for (JsonNode block : JSON.readTree(run.out()).path("blocks")) {
            assertFalse(block.path("state").asText().equals("passed"), block.toString());
            notRun += block.path("reason").asText().equals("no sandbox: bwrap was not found (package bubblewrap)")
                    ? 1
                    : 0;
        }
        assertTrue(notRun > 30, run.out());
        assertFalse(run.out().contains("code-fails"), run.out());
    }

    @Test
    void withoutTheOptionNothingIsRun() throws IOException {
        Path sheet = unmarked("states.md", new TreeMap<>());

        CommandRun run = CommandRun.with(Map.of("PATH", path()), "check", sheet.toString(), "--format", "json");

        assertFalse(JSON.readTree(run.out()).has("blocks"));
        assertFalse(run.out().contains("code-fails"), run.out());
    }

    private CommandRun check(Path sheet, String path, String... more) {
        List<String> args = new ArrayList<>(List.of("check", "--run", sheet.toString()));
        args.addAll(List.of(more));
        return CommandRun.with(Map.of("PATH", path), args.toArray(String[]::new));
    }

    private static String path() {
        return System.getenv("PATH");
    }

    private Path unmarked(String name, Map<Integer, String> expected) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SHEETS.resolve(name))) {
            Matcher marker = MARKER.matcher(line);
            if (marker.find()) {
                expected.put(lines.size() + 1, marker.group("state"));
            }
            lines.add(marker.replaceAll(""));
        }
        return Files.write(folder.resolve(name), lines);
    }

    private static String lines(Map<Integer, String> states) {
        StringBuilder lines = new StringBuilder();
        states.forEach(
                (line, state) -> lines.append(line).append(' ').append(state).append('\n'));
        return lines.toString();
    }
}
