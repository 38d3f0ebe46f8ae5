package io.github.answersheet.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.cache.VerdictCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linter, played by a script that answers as ruff does: it cannot be had from every package registry. */
class RuffTest {

    @TempDir
    private Path folder;

    @Test
    void itsRemarksAreRead() throws IOException {
        Ruff ruff = ruff("cat >/dev/null; echo '[{\"code\":\"F841\",\"message\":\"unused\","
                + "\"location\":{\"row\":2,\"column\":5}}]'");
        assertEquals(List.of(new Ruff.Remark("F841", "unused", 2, 5)), ruff.remarks("x"));
    }

    @Test
    void whatFailsSaysNothing() throws IOException {
        assertEquals(List.of(), ruff("echo no json; exit 2").remarks("x"));
        assertEquals(List.of(), ruff("exit 1").remarks("x".repeat(500_000)));
        assertEquals(List.of(), new Ruff(Optional.empty(), VerdictCache.inMemory()).remarks("x"));
    }

    private Ruff ruff(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("ruff"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new Ruff(Optional.of(file), VerdictCache.inMemory());
    }
}
