package io.github.answersheet.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts are kept, and no more of them than there is room for. */
@Tag("java")
class VerdictCacheTest {

    private static final int MOST = 10_000;

    @TempDir
    private Path folder;

    private Path file;

    private VerdictCache cache() {
        file = folder.resolve("answersheet").resolve("part-");
        return VerdictCache.in(file.getParent(), 0, MOST);
    }

    @Test
    void aCommandReadsOnlyWhatItAsksFor() throws IOException {
        Path parts = folder.resolve("parts");
        VerdictCache cache = VerdictCache.in(parts, 1, 16 * MOST);
        IntStream.range(0, 200).forEach(i -> cache.put("judge", "code " + i, verdict(i)));
        try (Stream<Path> files = Files.list(parts)) {
            assertEquals(16, files.count());
        }
        VerdictCache next = VerdictCache.in(parts, 1, 16 * MOST);
        assertEquals(Optional.of(verdict(7)), next.get("judge", "code 7"));
        try (Stream<Path> files = Files.list(parts)) {
            files.forEach(part -> assertTrue(part.toFile().delete()));
        }
        assertEquals(Optional.empty(), next.get("judge", "code 7"), "memory holds none");
    }

    @Test
    void whatAnotherProcessWroteAnewIsNotMistaken() throws IOException {
        VerdictCache cache = cache();
        cache.put("judge", "first", verdict(1));
        cache.put("judge", "second", verdict(2));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(1), lines.get(0)));
        Optional<String> seen = cache.get("judge", "first");
        assertTrue(seen.isEmpty() || seen.equals(Optional.of(verdict(1))), "got " + seen);
        cache.put("judge", "first", verdict(1));
        assertEquals(Optional.of(verdict(1)), cache.get("judge", "first"));
    }

    @Test
    void anotherProcessKnowsThem() {
        cache().put("judge 1", "code", "{\"a\":1}");
        assertEquals(Optional.of("{\"a\":1}"), cache().get("judge 1", "code"));
        assertEquals(Optional.empty(), cache().get("judge 2", "code"), "another version judges anew");
    }

    @Test
    void neitherMemoryNorFileGrowsWithoutBounds() throws IOException {
        VerdictCache cache = cache();
        for (int i = 0; i < 5_000; i++) {
            cache.put("judge", "code " + i, verdict(i));
            cache.get("judge", "code 0");
            assertTrue(Files.size(file) < 3 * MOST, "the file has " + Files.size(file) + " bytes after " + i);
        }
        assertEquals(Optional.of(verdict(0)), cache.get("judge", "code 0"), "asked for all the time");
        assertEquals(Optional.empty(), cache.get("judge", "code 1"), "not asked for since");
        assertEquals(Optional.of(verdict(4_999)), cache().get("judge", "code 4999"));
        long known = IntStream.range(0, 5_000)
                .filter(i -> cache.get("judge", "code " + i).isPresent())
                .count();
        assertTrue(known > 50 && known < 200, "of the latest " + known);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "nothing is left behind");
        }
    }

    @Test
    void aFileThatIsTooLongKeepsItsLatest() throws IOException {
        VerdictCache cache = cache();
        cache.put("judge", "latest", verdict(1));
        String line = Files.readString(file);
        String others = "0123456789abcdef0123456789abcdef{}\n".repeat(5_000);
        Files.writeString(file, others + line);
        assertEquals(Optional.of(verdict(1)), cache().get("judge", "latest"));
        assertTrue(Files.size(file) < 2 * MOST, "it was written anew");
    }

    @Test
    void oneThatIsFarTooLongIsNotKept() {
        VerdictCache cache = cache();
        cache.put("judge", "short", verdict(1));
        cache.put("judge", "long", "{" + "x".repeat(MOST) + "}");
        assertEquals(Optional.empty(), cache.get("judge", "long"));
        assertEquals(Optional.of(verdict(1)), cache.get("judge", "short"));
    }

    @Test
    void whatIsNoVerdictCostsNothing() throws IOException {
        cache().put("judge", "code", verdict(1));
        Files.writeString(file, "half a li", StandardOpenOption.APPEND);
        assertEquals(Optional.of(verdict(1)), cache().get("judge", "code"));
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        VerdictCache cache = cache();
        assertEquals(Optional.empty(), cache.get("judge", "code"));
        cache.put("judge", "code", verdict(2));
        assertEquals(Optional.of(verdict(2)), cache().get("judge", "code"), "the file is sound again");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheirOwnerReadsThem() throws IOException {
        cache().put("judge", "code", verdict(1));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    private static String verdict(int number) {
        return "{\"verdict\":" + number + ",\"padding\":\"" + "x".repeat(40) + "\"}";
    }
}
