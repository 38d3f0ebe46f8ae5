package io.github.answersheet.browser;

import io.github.answersheet.process.ProgramPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Chrome or Chromium is on this machine. */
public final class InstalledBrowser {

    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe");
    private static final List<String> PLACES = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe");

    private InstalledBrowser() {}

    /**
     * The first on the {@code PATH}, or in the usual places of macOS and Windows.
     *
     * @param environment the variables of the environment
     */
    public static Optional<Path> find(Map<String, String> environment) {
        return Stream.concat(
                        PROGRAMS.stream().flatMap(name -> ProgramPath.find(name, environment).stream()),
                        PLACES.stream().map(Path::of).filter(Files::isExecutable))
                .findFirst();
    }
}
