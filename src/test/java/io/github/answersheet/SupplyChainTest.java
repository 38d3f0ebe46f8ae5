package io.github.answersheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build takes from elsewhere is what is written down, and advisories on it are found. */
class SupplyChainTest {

    private static final Path CHECKSUMS = ProjectFiles.ROOT.resolve(".mvn/checksums/checksums.sha256");

    private static final String ADVISORY = """
            {"id": "GHSA-made-up", "aliases": ["CVE-2099-1"], "summary": "Runs \\u001b[2J what it reads",
             "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
                           "ranges": [{"type": "ECOSYSTEM", "events": [%s]}]}]}
            """;

    @TempDir
    private Path folder;

    /** An older Maven does not look at checksums; here is what it put on the class path. */
    @Test
    void everyLibraryIsTheOneThatIsWrittenDown() throws IOException, GeneralSecurityException {
        Map<String, String> known = new TreeMap<>();
        for (String line : Files.readAllLines(CHECKSUMS)) {
            String[] words = line.split(" +", 2);
            known.put(words[1], words[0]);
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<Path> jars = Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
        assertTrue(jars.size() > 50, classPath);
        for (Path jar : jars) {
            String name = known.keySet().stream()
                    .filter(path -> jar.endsWith(path))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(jar + " is not in " + CHECKSUMS));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            assertEquals(known.get(name), HexFormat.of().formatHex(digest), name);
        }
    }

    @Test
    void anAdvisoryOnALibraryOrAPluginIsTold() throws IOException, InterruptedException {
        Told library = asked("Maven", "info.picocli:picocli", "{\"introduced\": \"0\"}, {\"fixed\": \"999\"}");
        assertEquals(1, library.exit(), library.words());
        assertTrue(
                library.words()
                        .contains("info.picocli:picocli 4.7.7: GHSA-made-up CVE-2099-1: Runs �[2J what it reads\n"),
                library.words());
        Told plugin = asked("Maven", "org.apache.maven.plugins:maven-jar-plugin", "{\"introduced\": \"3.0\"}");
        assertEquals(1, plugin.exit(), plugin.words());
    }

    @Test
    void rangesAreReadAsMavenOrdersVersions() throws IOException, InterruptedException {
        Map<String, Integer> ranges = Map.of(
                "{\"introduced\": \"4.7.8\"}",
                0,
                "{\"introduced\": \"0\"}, {\"fixed\": \"4.7.7\"}",
                0,
                "{\"introduced\": \"4.7.7-rc1\"}, {\"fixed\": \"4.7.7-rc2\"}",
                0,
                "{\"introduced\": \"4.7.7-rc1\"}, {\"fixed\": \"4.7.10\"}",
                1,
                "{\"introduced\": \"4\"}, {\"last_affected\": \"4.7.7\"}",
                1,
                "{\"introduced\": \"4.7.7.0-rc1\"}, {\"fixed\": \"4.7.7-cr2\"}",
                0,
                "{\"introduced\": \"4\"}, {\"last_affected\": \"4.7.6\"}",
                0,
                "{\"introduced\": \"0\"}, {\"fixed\": \"4.1\"}, {\"introduced\": \"4.7.7.0\"}",
                1);
        for (Map.Entry<String, Integer> range : ranges.entrySet()) {
            Told told = asked("Maven", "info.picocli:picocli", range.getKey());
            assertEquals(range.getValue(), told.exit(), range.getKey() + "\n" + told.words());
        }
    }

    @Test
    void scriptsInJarsAreKnownByTheirNamesAtNpm() throws IOException, InterruptedException {
        write("maven.json", "Maven", "nobody:nothing", "{\"introduced\": \"0\"}");
        write("mermaid.json", "npm", "mermaid", "{\"introduced\": \"0\"}");
        write("highlight.json", "npm", "highlight.js", "{\"introduced\": \"0\"}");
        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("maven.json", "mermaid.json", "highlight.json")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        for (Path export : List.of(folder, zip)) {
            Told told = run(List.of(export.toString()));
            assertEquals(1, told.exit(), told.words());
            assertTrue(told.words().contains("\nmermaid ") && told.words().contains("highlight.js "), told.words());
        }
    }

    @Test
    void anExportThatSaysNothingIsNoGoodNews() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("page.json"), "<html>not found</html>");
        Files.writeString(folder.resolve("other.json"), "{\"message\": \"try again later\"}");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (String export : List.of("page.json", "other.json", "empty", "absent.json")) {
            Told told = run(List.of(folder.resolve(export).toString()));
            assertEquals(2, told.exit(), export + "\n" + told.words());
        }
        assertEquals(2, run(List.of()).exit());
        assertTrue(Files.exists(empty));
    }

    private record Told(int exit, String words) {}

    private Told asked(String ecosystem, String name, String events) throws IOException, InterruptedException {
        return run(List.of(write("export.json", ecosystem, name, events).toString()));
    }

    private Path write(String file, String ecosystem, String name, String events) throws IOException {
        return Files.writeString(folder.resolve(file), ADVISORY.formatted(ecosystem, name, events));
    }

    private static Told run(Collection<String> exports) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                "-X",
                "utf8",
                ProjectFiles.ROOT.resolve(".ci/advisories").toString()));
        command.addAll(exports);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = "\n" + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return new Told(process.exitValue(), words);
    }
}
