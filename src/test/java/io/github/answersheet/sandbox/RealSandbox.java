package io.github.answersheet.sandbox;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.answersheet.cache.VerdictCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The sandbox of this machine, for tests. Where there is none, tests are skipped; under {@code CI=true} they fail. */
public final class RealSandbox {

    private static final Sandbox SANDBOX = Bubblewrap.probe(System.getenv());

    private static final Sandbox REMEMBERED = new RememberedSandbox(VerdictCache.inMemory(), "tests", () -> SANDBOX);

    private RealSandbox() {}

    /** The same, in which nothing runs twice. */
    public static Sandbox remembered() {
        get();
        return REMEMBERED;
    }

    public static Sandbox get() {
        return needed(SANDBOX);
    }

    /** Where root runs the tests: a sandbox whose bubblewrap is started by nobody in particular. */
    public static Sandbox ofOrdinaryUser() throws IOException {
        Assumptions.assumeTrue(Enclosure.isRoot(), "the tests are run by an ordinary user anyway");
        Path folder = Files.createTempDirectory("ordinary");
        Path bwrap = folder.resolve("bwrap");
        Files.writeString(bwrap, """
                #!/bin/sh
                exec /usr/bin/setpriv --reuid 65534 --regid 65534 --clear-groups /usr/bin/bwrap "$@"
                """);
        Files.setPosixFilePermissions(bwrap, PosixFilePermissions.fromString("rwx------"));
        return needed(Bubblewrap.probe(Map.of("PATH", folder + ":/usr/bin"), false));
    }

    /** Whether code can be run here. */
    public static boolean isThere() {
        return SANDBOX.unavailable().isEmpty();
    }

    private static Sandbox needed(Sandbox sandbox) {
        Optional<String> unavailable = sandbox.unavailable();
        if (unavailable.isPresent() && "true".equals(System.getenv("CI"))) {
            fail("no sandbox, but CI must have one: " + unavailable.get());
        }
        Assumptions.assumeTrue(unavailable.isEmpty(), () -> "no sandbox: " + unavailable.get());
        return sandbox;
    }
}
