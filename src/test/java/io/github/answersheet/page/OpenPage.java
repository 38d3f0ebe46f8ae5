package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.CommandRun;
import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sheet that was rendered by the command and opened in the browser.
 *
 * @param file the page
 */
record OpenPage(Path file, Tab tab) {

    static OpenPage of(Path sheet, Path folder, Browser browser, int width, int height, String... options) {
        Path file = folder.resolve(sheet.getFileName() + "." + width + ".html");
        List<String> args = new ArrayList<>(List.of("render", sheet.toString(), "-o", file.toString()));
        args.addAll(List.of(options));
        CommandRun run = CommandRun.of(args.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
        try {
            return new OpenPage(file, browser.open(Files.readString(file), width, height));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode evaluate(String expression) {
        return tab.evaluate(expression);
    }

    int count(String selector) {
        return tab.invoke("(s => document.querySelectorAll(s).length)", selector)
                .asInt();
    }

    String text(String selector) {
        return tab.invoke("(s => document.querySelector(s)?.textContent ?? '')", selector)
                .asText();
    }

    /** Finishes the page and gives the browser a moment. */
    void settle() {
        evaluate("finishPage().then(() => new Promise(r => setTimeout(r, 100)))");
    }

    /** Two frames: what follows the scrolling has then followed. */
    void frames() {
        evaluate("new Promise(r => { setTimeout(r, 2000);"
                + " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 30))); })");
    }

    void press(String key) {
        press(key, key.length() == 1 ? key : key.equals("Enter") ? "\r" : "");
    }

    private void press(String key, String text) {
        Map<String, Object> down = Map.of(
                "type",
                text.isEmpty() ? "rawKeyDown" : "keyDown",
                "key",
                key,
                "code",
                key,
                "text",
                text,
                "windowsVirtualKeyCode",
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    case "Escape" -> 27;
                    default -> (int) Character.toUpperCase(key.charAt(0));
                });
        tab.call("Input.dispatchKeyEvent", down);
        tab.call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
        frames();
    }

    /** What the console says, and what was thrown and not caught. */
    List<String> complaints() {
        return tab.events().stream()
                .filter(e -> switch (e.path("method").asText()) {
                    case "Runtime.exceptionThrown",
                            "Log.entryAdded",
                            "Runtime.consoleAPICalled",
                            "Page.javascriptDialogOpening" -> true;
                    default -> false;
                })
                .map(JsonNode::toString)
                .toList();
    }

    /** The addresses that were asked for besides the page's own, and not refused by the page's policy. */
    List<String> requests() {
        Set<String> refused = tab.events().stream()
                .filter(e -> e.path("params").path("blockedReason").asText().equals("csp"))
                .map(e -> e.path("params").path("requestId").asText())
                .collect(Collectors.toSet());
        return tab.events().stream()
                .filter(e -> e.path("method").asText().equals("Network.requestWillBeSent"))
                .map(e -> e.path("params"))
                .filter(request -> !refused.contains(request.path("requestId").asText()))
                .map(request -> request.path("request").path("url").asText())
                .filter(url -> !url.equals(Tab.ADDRESS))
                .toList();
    }

    /** The serious and critical violations that axe finds, with the elements. */
    List<String> violations(String rules) {
        evaluate(axe() + "; 0");
        JsonNode found = evaluate("""
                axe.run(document%s).then(result => {
                  if (!result.passes.some(p => p.id === "color-contrast" && p.nodes.length > 100)) {
                    return ["contrast was not checked"];
                  }
                  return result.violations
                    .filter(v => v.impact === "serious" || v.impact === "critical")
                    .map(v => v.id + ": " + v.nodes.slice(0, 5).map(n => n.html.slice(0, 160) + " " + n.failureSummary).join(" | "));
                })
                """.formatted(rules.isEmpty() ? "" : ", { runOnly: " + rules + " }"));
        List<String> violations = new ArrayList<>();
        found.forEach(v -> violations.add(v.asText()));
        return violations;
    }

    private static String axe() {
        try (InputStream in =
                OpenPage.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
