package io.github.answersheet;

import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.InstalledBrowser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine. Where there is none, tests that need it are left out and say so; on CI they fail. */
public final class TestBrowser {

    private TestBrowser() {}

    /**
     * Starts a browser for a class of tests.
     *
     * @param tests which are left out without it
     */
    public static Browser start(Class<?> tests) {
        return Browser.start(program(tests));
    }

    public static Path program(Class<?> tests) {
        Optional<Path> program = InstalledBrowser.find(System.getenv());
        if (program.isEmpty()) {
            String message = "no Chrome or Chromium on the PATH: " + tests.getSimpleName() + " was left out";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message + ", which CI does not allow");
            }
            System.out.println(message);
            Assumptions.abort(message);
        }
        return program.get();
    }

    /** What a command line needs to find that browser, or none. */
    public static Map<String, String> environment(boolean withBrowser) {
        return withBrowser ? Map.of("PATH", System.getenv("PATH")) : Map.of("PATH", "");
    }
}
