package io.github.answersheet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.answersheet.ProjectFiles;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code hostile.md}: none gets out, none hangs, none harms what is outside, none forges its end. */
class HostileProgramsTest {

    private static final Path PROGRAMS = ProjectFiles.ROOT.resolve("src/test/resources/sandbox/hostile.md");
    private static final Pattern FORM = Pattern.compile(
            "(?s)\\n## (?<name>[^\\n]+)\\n\\n(?:[^\\n]+\\n\\n)?Ends: (?<ends>[A-Z_]+(?: \\d+| or [A-Z_]+)?); prints: `(?<prints>[^\\n]*?)`"
                    + "(?:; hands back: `(?<back>[^`\\n]*)`)?\\n\\n```python\\n(?<code>.+?)\\n```\\n");
    private static final int LEAST = 185;
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), 256L << 20, 48, 64L << 20, 256 << 10);
    private static final Duration MOST = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Path file;
    private ServerSocket tcp;
    private DatagramSocket udp;
    private Process bystander;

    private record Hostile(String name, String ends, String prints, Optional<String> back, String code) {

        /** Programs that never end need not be given long. */
        Limits limits() {
            return LIMITS.withTime(Duration.ofMillis(isEndless() ? 600 : 5000));
        }

        boolean isEndless() {
            return ends.contains("TIMED_OUT");
        }

        boolean ends(Ran ran) {
            return List.of(ends.split(" or ")).contains(ran.ending().name())
                    || ends.equals(ran.ending() + " " + ran.exit());
        }
    }

    @BeforeEach
    void somethingToHarm() throws IOException {
        file = Files.writeString(folder.resolve("precious.txt"), "precious");
        tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        tcp.setSoTimeout(1);
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        bystander = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() throws IOException {
        tcp.close();
        udp.close();
        bystander.destroyForcibly();
    }

    private static List<Hostile> programs() throws IOException {
        List<Hostile> programs = new ArrayList<>();
        Matcher matcher = FORM.matcher(Files.readString(PROGRAMS));
        while (matcher.find()) {
            programs.add(new Hostile(
                    matcher.group("name"),
                    matcher.group("ends"),
                    matcher.group("prints").replace("\\x1b", "\u001B").replace("\\x07", "\u0007"),
                    Optional.ofNullable(matcher.group("back")),
                    matcher.group("code") + "\n"));
        }
        long headings = Files.readString(PROGRAMS)
                .lines()
                .filter(line -> line.startsWith("## "))
                .count();
        assertEquals(headings, programs.size(), "every program of the page is in the form");
        assertTrue(programs.size() >= LEAST);
        return programs;
    }

    @TestFactory
    Stream<DynamicTest> asWhoRunsTheTests() throws IOException {
        Sandbox sandbox = RealSandbox.get();
        return programs().stream().map(hostile -> dynamicTest(hostile.name(), () -> run(hostile, sandbox)));
    }

    @TestFactory
    Stream<DynamicTest> asAnOrdinaryUserWhereRootRunsTheTests() throws IOException {
        Sandbox sandbox = RealSandbox.ofOrdinaryUser();
        return programs().stream()
                .filter(hostile -> !hostile.isEndless())
                .map(hostile -> dynamicTest(hostile.name(), () -> run(hostile, sandbox)));
    }

    /** They take their time; who runs the tests has them in every run. */
    @TestFactory
    @Tag("campaign")
    Stream<DynamicTest> endlessOnesAsAnOrdinaryUser() throws IOException {
        Sandbox sandbox = RealSandbox.ofOrdinaryUser();
        return programs().stream()
                .filter(Hostile::isEndless)
                .map(hostile -> dynamicTest(hostile.name(), () -> run(hostile, sandbox)));
    }

    private void run(Hostile hostile, Sandbox sandbox) throws IOException {
        String outside = "{\"file\": \"%s\", \"port\": %d, \"udp\": %d, \"pid\": %d}"
                .formatted(file, tcp.getLocalPort(), udp.getLocalPort(), bystander.pid());
        long start = System.nanoTime();

        Ran ran = sandbox.run(new Program(
                List.of("python3", "hostile.py"),
                Map.of("hostile.py", hostile.code()),
                outside,
                hostile.limits(),
                List.of("wanted", "folder/env"),
                Program.Machine.FIRST));

        assertTrue(System.nanoTime() - start < MOST.toNanos(), "it ends in time");
        assertTrue(hostile.ends(ran), hostile.ends() + ": " + ran);
        assertFalse(ran.stdout().contains("ESCAPED"), ran.stdout());
        if (!hostile.prints().equals("*")) {
            assertEquals(hostile.prints(), ran.stdout().strip(), ran.stderr());
        }
        if (!Optional.of("*").equals(hostile.back())) {
            assertEquals(hostile.back(), ran.files().getOrDefault("wanted", Optional.empty()));
        }
        assertEquals(Optional.empty(), ran.files().getOrDefault("folder/env", Optional.empty()));
        assertTrue(ran.stdout().length() <= LIMITS.output() && ran.stderr().length() <= LIMITS.output());
        assertFalse(PlainOutput.of(ran.stdout()).contains("\u001B"));
        nothingHappenedOutside();
    }

    private void nothingHappenedOutside() throws IOException {
        assertEquals("precious", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
        assertTrue(bystander.isAlive());
        try {
            tcp.accept().close();
            throw new AssertionError("somebody connected");
        } catch (SocketTimeoutException e) {
            // As it should be.
        }
        udp.setSoTimeout(1);
        try {
            udp.receive(new java.net.DatagramPacket(new byte[10], 10));
            throw new AssertionError("a datagram came");
        } catch (SocketTimeoutException e) {
            // As it should be.
        }
        assertEquals(
                List.of(),
                ProcessHandle.current()
                        .descendants()
                        .filter(p -> p.info().command().orElse("").contains("bwrap"))
                        .filter(ProcessHandle::isAlive)
                        .toList(),
                "nobody is left");
    }
}
