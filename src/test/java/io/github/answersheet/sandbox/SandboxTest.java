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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("java")
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

    private static final String WORK = """
            import asyncio
            import mmap
            import multiprocessing
            import shutil
            import socket
            import subprocess
            from multiprocessing import shared_memory


            def add(value, array):
                with value.get_lock():
                    value.value += 1
                    for i in range(len(array)):
                        array[i] += 1


            def square(number):
                return number * number


            def processes():
                value, array = multiprocessing.Value("i", 0), multiprocessing.Array("d", 20_000)
                workers = [multiprocessing.Process(target=add, args=(value, array)) for _ in range(3)]
                for worker in workers:
                    worker.start()
                for worker in workers:
                    worker.join()
                with multiprocessing.Pool(2) as pool:
                    print(value.value, array[19_999], pool.map(square, range(4)))
                shared = shared_memory.SharedMemory(create=True, size=1 << 20)
                again = shared_memory.SharedMemory(name=shared.name)
                shared.buf[:3] = b"one"
                print(bytes(again.buf[:3]))
                again.close()
                shared.close()
                shared.unlink()


            async def connections():
                async def answer(reader, writer):
                    writer.write(await reader.readline())
                    await writer.drain()
                    writer.close()

                async def ask(port, number):
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.write(b"%d\\n" % number)
                    told = await reader.readline()
                    writer.close()
                    return int(told)

                async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
                    port = server.sockets[0].getsockname()[1]
                    print(sum(await asyncio.gather(*[ask(port, number) for number in range(60)])))


            def files():
                with open("log", "wb") as file:
                    file.write(b"line\\n")
                shutil.copyfile("log", "copy")
                one, other = socket.socketpair()
                with open("copy", "rb") as file:
                    one.sendfile(file)
                print(other.recv(100))
                followed = subprocess.run(["timeout", "0.2", "tail", "-f", "log"], capture_output=True, text=True)
                print(followed)


            if __name__ == "__main__":
                with mmap.mmap(-1, 4096) as memory:
                    memory[:3] = b"own"
                    print(memory[:3])
                processes()
                asyncio.run(connections())
                files()
            """;

    /** Processes with memory in common, connections that are watched, files that are sent or followed. */
    @Test
    void whatProgramsUsuallyAskOfTheKernelGoesOn() {
        Ran ran = sandbox.run(python(WORK));

        assertEquals("", ran.stderr());
        assertEquals("""
                b'own'
                3 3.0 [0, 1, 4, 9]
                b'one'
                1770
                b'line\\n'
                CompletedProcess(args=['timeout', '0.2', 'tail', '-f', 'log'], returncode=124, stdout='line\\n', stderr='')
                """, ran.stdout());
    }

    /** As in a container whose own filter is asked: a kernel asks one for each process. */
    /** Some tools move what they do not show with calls that are refused here; they have to find the other way. */
    @Test
    void pipesIntoNothingEndAsTheyDoOutside() throws IOException, InterruptedException {
        String script = """
                set -o pipefail
                seq 1000000 | grep 1 > /dev/null; echo "grep ${PIPESTATUS[*]}"
                seq 1000000 | cat > /dev/null; echo "cat ${PIPESTATUS[*]}"
                seq 1000000 | tail -n 1; echo "tail ${PIPESTATUS[*]}"
                seq 10 | tee /dev/null | wc -l; echo "tee ${PIPESTATUS[*]}"
                """;
        Process outside = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        String expected = new String(outside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        outside.waitFor();
        Ran ran = sandbox.run(Program.of(List.of("bash", "pipes.sh"), Map.of("pipes.sh", script)));
        assertEquals(expected, ran.stdout() + ran.stderr());
    }

    @Test
    void whereTheKernelCannotAskSharedMemoryIsRefusedAndConnectionsGoOn(@TempDir Path folder) throws IOException {
        Path bwrap = Files.writeString(folder.resolve("bwrap"), """
                #!/usr/bin/env python3
                import ctypes, os, struct, sys
                code = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
                program = ctypes.create_string_buffer(struct.pack("HL", 1, ctypes.addressof(code)))
                libc = ctypes.CDLL(None)
                libc.prctl(38, *map(ctypes.c_ulong, (1, 0, 0, 0)))
                number = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
                asked = libc.syscall(*map(ctypes.c_long, (number, 1, 8)), program)
                os.set_inheritable(asked, True)
                os.execv("/usr/bin/bwrap", sys.argv)
                """);
        Files.setPosixFilePermissions(bwrap, PosixFilePermissions.fromString("rwx------"));
        Sandbox inContainer = Bubblewrap.probe(Map.of("PATH", folder + ":/usr/bin"));

        assertEquals(Optional.empty(), inContainer.unavailable());
        Ran ran = inContainer.run(python("""
                import mmap
                import os
                import select

                with select.epoll() as watching:
                    watching.register(os.pipe()[0])
                    print("watched")
                try:
                    mmap.mmap(-1, 4096)
                except OSError as error:
                    print(error)
                """));
        assertEquals("watched\n[Errno 12] Cannot allocate memory\n", ran.stdout(), ran.stderr());
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
