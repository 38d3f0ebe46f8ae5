package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java that only tells how it was called. */
@DisabledOnOs(OS.WINDOWS)
@Tag("java")
class LauncherTest {

    private static final int JAVA_8 = 52;

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void aBuiltProgram() throws IOException {
        launcher = Files.copy(ProjectFiles.ROOT.resolve("answersheet"), folder.resolve("answersheet"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(Files.createDirectory(folder.resolve("target")).resolve("answersheet.jar"));
    }

    @Test
    void anOldJavaGetsASentence() throws Exception {
        Path eleven = java("eleven", "echo started");
        Files.writeString(eleven.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Run run = run(eleven, List.of(launcher.toString(), "check", "sheet.md"));
        assertEquals(70, run.exit());
        assertEquals(
                "answersheet: needs Java 17 or newer, and " + eleven
                        + "/bin/java is Java 11; set JAVA_HOME to a newer JDK\n",
                run.said());
        Path eight = java("eight", "echo 'openjdk version \"1.8.0_392\"' >&2");
        assertTrue(run(eight, List.of(launcher.toString(), "check")).said().contains("is Java 8;"));
    }

    @Test
    void aNewJavaIsStarted() throws Exception {
        for (String version : List.of("17", "17.0.9", "21-ea", "25")) {
            Path java = java("java-" + version, "echo started \"$@\"");
            Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
            Run run = run(java, List.of(launcher.toString(), "check", "a b.md"));
            assertEquals(0, run.exit(), run.said());
            assertTrue(run.said().endsWith("check a b.md\n"), run.said());
        }
        assertEquals(
                0, run(java("unknown", "true"), List.of(launcher.toString())).exit());
    }

    @Test
    void theArchiveOfClassesIsMadeOnceForEachBuild() throws Exception {
        Path made = folder.resolve("made");
        Path java = java(
                "java",
                "for arg; do case $arg in -XX:ArchiveClassesAtExit=*) echo x >>" + made
                        + "; echo x >${arg#*=};; esac; done");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17\"\n");
        for (int runs = 0; runs < 2; runs++) {
            assertEquals(0, run(java, List.of(launcher.toString())).exit());
            assertEquals("x\n", Files.readString(made));
        }
        Path jar = folder.resolve("target/answersheet.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
        run(java, List.of(launcher.toString()));
        assertEquals("x\nx\n", Files.readString(made), "an archive of an older build is of no use");
    }

    @Test
    void thatOfAReleaseKeepsNobodyWaitingForTheArchiveOfClasses() throws Exception {
        Path program = release();
        Path go = folder.resolve("go");
        Path made = folder.resolve("made");
        Path java = java(
                "java",
                "case \"$*\" in *ArchiveClassesAtExit*) for i in $(seq 100); do [ -e " + go
                        + " ] || sleep 0.1; done; touch " + made + " ;; esac; echo started");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        Run run = run(java, List.of(program.toString(), "check"));
        assertEquals("started\n", run.said());
        assertTrue(Files.notExists(made), "what is read of a start ends with it");
        Files.createFile(go);
        settle(program);
        assertTrue(Files.exists(made));
    }

    @Test
    void thatOfAReleaseRunsFromAnyFolderAndThroughALink() throws Exception {
        Path release = release().getParent().getParent();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("Meine Prüfung ☕/bin/answersheet"));
        Path java = java("java", "for arg; do echo \"<$arg>\"; done");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        for (String command : List.of("check", "generate")) {
            Run run = run(java, List.of(link.toString(), command, "a b.md"));
            String pace = command.equals("check") ? "short" : "long";
            assertEquals(0, run.exit(), run.said());
            assertTrue(run.said().contains("<@" + release + "/lib/" + pace + ".options>\n"), run.said());
            assertTrue(
                    run.said().endsWith("<-jar>\n<" + release + "/answersheet.jar>\n<" + command + ">\n<a b.md>\n"),
                    run.said());
        }
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Run old = run(java, List.of(link.toString(), "check"));
        assertEquals(70, old.exit());
        assertTrue(old.said().contains("needs Java 17 or newer, and " + java + "/bin/java is Java 11;"), old.said());
        settle(release.resolve("bin/answersheet"));
    }

    @Test
    void theTerminalsWidthIsFoundOut() throws Exception {
        Path java = java("java", "echo width $ANSWERSHEET_TERMINAL");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17\"\n");
        assertTrue(run(java, List.of(launcher.toString())).said().endsWith("width\n"), "stderr is no terminal");
        assumeTrue(isUtilLinux(), "only that script takes a command");
        Run run = run(java, List.of("script", "-qec", "stty cols 123; " + launcher, "/dev/null"));
        assertTrue(run.said().contains("width 123"), run.said());
    }

    @Test
    void whatStartsFirstRunsOnAnOldJava() throws IOException {
        try (InputStream in = Start.class.getResourceAsStream("Start.class");
                DataInputStream data = new DataInputStream(in)) {
            data.readInt();
            data.readUnsignedShort();
            assertEquals(JAVA_8, data.readUnsignedShort());
        }
        assertEquals("answersheet: needs Java 17 or newer, and /j is Java 8", Start.refusal("1.8", "/j"));
        assertEquals("answersheet: needs Java 17 or newer, and /j is Java 16", Start.refusal("16", "/j"));
        assertNull(Start.refusal("17", "/j"));
        assertNull(Start.refusal("25", "/j"));
    }

    private Path release() throws IOException {
        Path release =
                Files.createDirectories(folder.resolve("Meine Prüfung ☕/bin")).getParent();
        Path dist = ProjectFiles.ROOT.resolve("src/dist");
        Path program = Files.copy(dist.resolve("bin/answersheet"), release.resolve("bin/answersheet"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(release.resolve("lib"));
        Files.writeString(release.resolve("lib/version"), "9.9\n");
        return program;
    }

    // What a first start makes beside its work is made in this folder, which is deleted next.
    private static void settle(Path program) throws Exception {
        Path lib = program.resolveSibling("../lib");
        for (int looks = 0; looks < 1500; looks++) {
            try (Stream<Path> files = Files.list(lib)) {
                if (files.noneMatch(file -> file.toString().endsWith(".new"))) {
                    return;
                }
            }
            Thread.sleep(20);
        }
    }

    private record Run(int exit, String said) {}

    private Run run(Path java, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("JAVA_HOME", java.toString(), "SHELL", "/bin/sh"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private Path java(String name, String script) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private static boolean isUtilLinux() throws Exception {
        try {
            Process process = new ProcessBuilder("script", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && said.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }
}
