package io.github.answersheet.sandbox;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.answersheet.cache.VerdictCache;
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
        Optional<String> unavailable = SANDBOX.unavailable();
        if (unavailable.isPresent() && "true".equals(System.getenv("CI"))) {
            fail("no sandbox, but CI must have one: " + unavailable.get());
        }
        Assumptions.assumeTrue(unavailable.isEmpty(), () -> "no sandbox: " + unavailable.get());
        return SANDBOX;
    }
}
