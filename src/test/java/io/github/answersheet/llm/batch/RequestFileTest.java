package io.github.answersheet.llm.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of requests keep to both of their limits. */
class RequestFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsFullByRequests() throws IOException {
        try (RequestFile file = file("a", new FileLimits(2, 1_000))) {
            file.add("one");
            assertFalse(file.isFullFor("two"));
            file.add("two");
            assertTrue(file.isFullFor("three"));
        }
    }

    @Test
    void aFileIsFullByBytesAndNotByCharacters() throws IOException {
        try (RequestFile file = file("b", new FileLimits(50, 10))) {
            assertFalse(file.isFullFor("longer than any file may be"), "the first goes in, for the provider to refuse");
            file.add("äöü");
            assertTrue(file.isFullFor("ää"));
            assertFalse(file.isFullFor("aa"));
            file.add("aa");
        }
        assertEquals(10, Files.size(folder.resolve("b")));
    }

    @Test
    void providersLimitsAreNeverExceeded() {
        assertEquals(new FileLimits(50_000, 200_000_000), FileLimits.ofRequests(1_000_000));
    }

    private RequestFile file(String name, FileLimits limits) throws IOException {
        Path path = folder.resolve(name);
        return new RequestFile(path, Files.newOutputStream(path), limits);
    }
}
