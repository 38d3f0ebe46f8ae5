package io.github.answersheet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.CommandProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    private final Sandbox sandbox = RealSandbox.get();

    private static Program python(String code) {
        return Program.of(List.of("python3", "program.py"), Map.of("program.py", code));
    }

    @Test
    void aProgramGetsItsArgumentsInputAndFilesAndHandsFilesBack() {
        Program program = new Program(
                List.of("python3", "program.py", "one", "two words"),
                Map.of("program.py", """
                        import sys
                        from pathlib import Path
                        print(sys.argv[1:], sys.stdin.read(), Path("/var/log/app/app.log").read_text(), Path("sub/in").read_text())
                        Path("out.txt").write_text("grün")
                        sys.exit(3)
                        """, "/var/log/app/app.log", "logged", "sub/in", "nested"),
                "typed",
                Limits.STANDARD,
                List.of("out.txt", "none.txt"),
                Program.Machine.FIRST);

        Ran ran = sandbox.run(program);

        assertEquals(Ending.EXITED, ran.ending(), ran.toString());
        assertEquals(3, ran.exit());
        assertEquals("['one', 'two words'] typed logged nested\n", ran.stdout());
        assertEquals(Map.of("out.txt", Optional.of("grün"), "none.txt", Optional.empty()), ran.files());
    }

    @Test
    void whatEndsItIsTold() {
        assertEquals("EXITED 0", ending(python("print('all well')")));
        assertEquals("EXITED 1", ending(python("raise ValueError('no')")));
        assertEquals("KILLED 11", ending(python("import os; os.kill(os.getpid(), 11)")));
        assertEquals("TIMED_OUT -1", ending(python("while True: pass")));
        assertEquals("OUTPUT_TOO_LONG -1", ending(python("while True: print('endless')")));
        assertEquals("NOT_STARTED -1", ending(Program.of(List.of("no-such-program"), Map.of())));
        assertEquals("NOT_STARTED -1", ending(Program.of(List.of("true"), Map.of("/usr/bin/python3", "mine"))));
    }

    private String ending(Program program) {
        Ran ran = sandbox.run(program.within(Limits.STANDARD.withTime(Duration.ofSeconds(1))));
        return ran.ending() + " " + ran.exit();
    }

    @Test
    void whatCannotStartSaysWhy() {
        assertEquals(
                "no-such-program: No such file or directory",
                sandbox.run(Program.of(List.of("no-such-program"), Map.of())).stderr());
        Ran unwritable = sandbox.run(Program.of(List.of("true"), Map.of("/usr/bin/python3", "mine")));
        assertTrue(unwritable.stderr().startsWith("a file could not be made: "), unwritable.stderr());
    }

    @Test
    void whereBubblewrapIsRefusedTheReasonIsTold(@TempDir Path folder) throws IOException {
        Path bwrap = Files.writeString(
                folder.resolve("bwrap"),
                "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n");
        Files.setPosixFilePermissions(bwrap, PosixFilePermissions.fromString("rwx------"));

        Sandbox refused = Bubblewrap.probe(Map.of("PATH", folder + ":" + System.getenv("PATH")));

        assertEquals(
                Optional.of("bwrap does not work here: bwrap: No permissions to create a new namespace"),
                refused.unavailable());
    }

    /** A program is given ten seconds; it is gone long before where nobody waits for it any more. */
    @Test
    void whatRunsEndsWithTheProgramThatStartedIt(@TempDir Path folder) throws IOException, InterruptedException {
        String name = "left_" + ProcessHandle.current().pid() + ".py";
        Path sheet = Files.writeString(
                folder.resolve("sheet.md"),
                "## Answer 1: One\n\n**Section:** Conceptual\n\n**Example Code:**\n\n```python\n# " + name
                        + "\nimport signal\nimport time\n\nfor number in range(1, 32):\n    if number not in (9, 19):\n"
                        + "        signal.signal(number, signal.SIG_IGN)\nprint(1)\ntime.sleep(60)\n```\n");
        Process command = CommandProcess.start(
                folder, Map.of("PATH", System.getenv("PATH")), List.of(), "check", "--run", sheet.toString());
        await(() -> isRunning(name), "the program runs");

        command.destroyForcibly().waitFor();

        Instant end = Instant.now().plusSeconds(5);
        await(() -> !isRunning(name), "it ended with the command");
        assertTrue(Instant.now().isBefore(end), "it did not end by its own limit");
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), what);
    }

    private static boolean isRunning(String name) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String command = commandOf(process);
                if (command.startsWith("python3\0") && command.contains(name)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandOf(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It ended meanwhile.
        }
    }

    @Test
    void withoutASandboxNothingIsRun() {
        Sandbox none = Bubblewrap.probe(Map.of("PATH", "/nowhere"));

        assertEquals(Optional.of("bwrap was not found (package bubblewrap)"), none.unavailable());
        assertEquals(Ending.NOT_STARTED, none.run(python("print(1)")).ending());
    }
}
