package io.github.answersheet.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page that is open in a browser. */
public final class Tab {

    /** Where a page is that was opened. */
    public static final String ADDRESS = "https://page.invalid/";

    private static final long LOAD_SECONDS = 120;
    private static final int PART = 6_000_000;
    // It asks for no picture of its own.
    private static final String EMPTY = "<!DOCTYPE html><link rel=\"icon\" href=\"data:,\">";
    private static final JsonMapper JSON = new JsonMapper();

    private final DevTools tools;
    private final String session;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private volatile String page = "";
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
        tools.listen(event -> {
            if (event.path("sessionId").asText().equals(session)) {
                events.add(event);
                switch (event.path("method").asText()) {
                    case "Page.loadEventFired" -> loaded.complete(null);
                    case "Fetch.requestPaused" -> answer(event.path("params"));
                    default -> {}
                }
            }
        });
    }

    void open(String html) {
        boolean fits = html.length() <= PART;
        page = fits ? html : EMPTY;
        Stream.of("Page", "Runtime", "Log", "Network").forEach(domain -> call(domain + ".enable", Map.of()));
        call("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*"))));
        call("Page.navigate", Map.of("url", ADDRESS));
        try {
            loaded.get(LOAD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserException("the browser was interrupted");
        } catch (Exception e) {
            throw new BrowserException("the page did not load in " + LOAD_SECONDS + " s");
        }
        if (!fits) {
            write(html);
        }
    }

    // A browser takes no message of more than 32 MB in parts, and Java's client sends long ones in parts.
    private void write(String html) {
        evaluate("document.open(), 0");
        for (int start = 0, end; start < html.length(); start = end) {
            end = Math.min(html.length(), start + PART);
            if (end < html.length() && Character.isHighSurrogate(html.charAt(end - 1))) {
                end--;
            }
            invoke("(part => { document.write(part); })", html.substring(start, end));
        }
        evaluate("new Promise(done => { addEventListener('load', () => done(0)); document.close(); })");
    }

    // The page is given, also once more to a link that leads to it; nothing else is.
    private void answer(JsonNode request) {
        String id = request.path("requestId").asText();
        boolean isPage = request.path("request").path("url").asText().equals(ADDRESS)
                && request.path("resourceType").asText().equals("Document");
        if (!isPage) {
            tools.send(session, "Fetch.failRequest", Map.of("requestId", id, "errorReason", "BlockedByClient"));
            return;
        }
        String body = Base64.getEncoder().encodeToString(page.getBytes(StandardCharsets.UTF_8));
        tools.send(
                session,
                "Fetch.fulfillRequest",
                Map.of(
                        "requestId",
                        id,
                        "responseCode",
                        200,
                        "responseHeaders",
                        List.of(Map.of("name", "Content-Type", "value", "text/html; charset=utf-8")),
                        "body",
                        body));
    }

    /** A method of the DevTools protocol. */
    public JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    /** Everything the page did since it was opened: events of the domains Page, Runtime, Log and Network. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    /**
     * The value of an expression, or of the promise it gives.
     *
     * @throws BrowserException with the page's own message if it throws
     */
    public JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            JsonNode exception = result.path("exceptionDetails").path("exception");
            throw new BrowserException(
                    exception.path("description").asText(exception.path("value").asText()));
        }
        return result.path("result").path("value");
    }

    /** Calls a function of the page with values that JSON knows. */
    public JsonNode invoke(String function, Object... arguments) {
        return evaluate(
                function + "(" + Stream.of(arguments).map(Tab::literal).collect(Collectors.joining(", ")) + ")");
    }

    private static String literal(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Changes the size of the window.
     *
     * @param scale pixels of a picture for each CSS pixel
     */
    public void resize(int width, int height, double scale) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    /** What the window shows, as PNG. */
    public byte[] screenshot() {
        return bytes(call("Page.captureScreenshot", Map.of("format", "png")));
    }

    /** A part of the page, in CSS pixels from its top left, as PNG. */
    public byte[] screenshot(double x, double y, double width, double height) {
        Map<String, Object> clip = new LinkedHashMap<>(Map.of("x", x, "y", y, "width", width, "height", height));
        clip.put("scale", 1);
        return bytes(
                call("Page.captureScreenshot", Map.of("format", "png", "clip", clip, "captureBeyondViewport", true)));
    }

    /**
     * The page as PDF, with an outline of its headings and page numbers.
     *
     * @param footer HTML of what stands under each page
     */
    public byte[] pdf(String footer) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("printBackground", true);
        options.put("preferCSSPageSize", true);
        options.put("paperWidth", 8.27);
        options.put("paperHeight", 11.69);
        options.put("displayHeaderFooter", true);
        options.put("headerTemplate", "<span></span>");
        options.put("footerTemplate", footer);
        options.put("generateTaggedPDF", true);
        options.put("generateDocumentOutline", true);
        return bytes(call("Page.printToPDF", options));
    }

    private static byte[] bytes(JsonNode result) {
        return Base64.getDecoder().decode(result.path("data").asText());
    }
}
