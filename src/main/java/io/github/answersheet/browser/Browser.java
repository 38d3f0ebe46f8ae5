package io.github.answersheet.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.process.ChildEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless browser with a profile of its own, which is deleted when it is closed. It is driven over its DevTools protocol on
 * the loopback interface and reaches no other host.
 */
public final class Browser implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long END_SECONDS = 5;
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--remote-debugging-port=0");

    private final Process process;
    private final Path profile;
    private final DevTools tools;

    private Browser(Process process, Path profile, DevTools tools) {
        this.process = process;
        this.profile = profile;
        this.tools = tools;
    }

    /**
     * Starts a browser.
     *
     * @param program Chrome or Chromium
     * @throws BrowserException if it does not start
     */
    public static Browser start(Path program) {
        Path profile = null;
        Process process = null;
        try {
            profile = Files.createTempDirectory("answersheet-browser");
            process = ChildEnvironment.reduced(new ProcessBuilder(command(program, profile))
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(profile.resolve("messages").toFile()))
                    .start();
            return new Browser(process, profile, DevTools.connect(address(process, profile)));
        } catch (IOException e) {
            throw new BrowserException(program + " could not be started: " + end(process, profile));
        } catch (BrowserException e) {
            throw new BrowserException(program + " " + e.getMessage() + end(process, profile));
        }
    }

    private static List<String> command(Path program, Path profile) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        // Its sandbox refuses to work for root, as whom containers run.
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        return command;
    }

    // The browser writes its port and a secret path into its profile.
    private static URI address(Process process, Path profile) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit && process.isAlive()) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() == 2) {
                    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
                }
            }
            pause(20);
        }
        throw new BrowserException(process.isAlive() ? "did not start in time" : "ended at once");
    }

    /**
     * Opens a page and waits until it is loaded. The page is at {@link Tab#ADDRESS}, which is no place: it is no file, so it
     * reaches none, and every other request of the tab fails.
     *
     * @param html the page
     * @param width of the window in CSS pixels
     */
    public Tab open(String html, int width, int height) {
        String target = tools.call("", "Target.createTarget", Map.of("url", "about:blank", "newWindow", true))
                .path("targetId")
                .asText();
        JsonNode attached = tools.call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
        Tab tab = new Tab(tools, attached.path("sessionId").asText());
        tab.resize(width, height, 1);
        tab.open(html);
        return tab;
    }

    @Override
    public void close() {
        tools.close();
        end(process, profile);
    }

    /** Ends the process, deletes the profile, and returns the last thing the process said. */
    private static String end(Process process, Path profile) {
        if (process != null) {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            try {
                if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    all.forEach(ProcessHandle::destroyForcibly);
                }
            } catch (InterruptedException e) {
                all.forEach(ProcessHandle::destroyForcibly);
                Thread.currentThread().interrupt();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        }
        String said = "";
        if (profile != null) {
            said = lastMessage(profile.resolve("messages"));
            delete(profile);
        }
        return said;
    }

    private static String lastMessage(Path messages) {
        try {
            List<String> lines = new String(Files.readAllBytes(messages), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "" : "; it said: " + lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "";
        }
    }

    // A process that is just ending may still write.
    private static void delete(Path folder) {
        for (int attempt = 0; attempt < 20 && Files.exists(folder); attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                pause(50);
            }
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserException("was interrupted");
        }
    }
}
