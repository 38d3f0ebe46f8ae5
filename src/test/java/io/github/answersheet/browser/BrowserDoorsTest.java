package io.github.answersheet.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.github.answersheet.TestBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page without any policy of its own, which looks for files and for the network: it gets neither. */
class BrowserDoorsTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @TempDir
    private Path folder;

    @Test
    void aPageReachesNothing() throws IOException {
        Path picture = Files.write(folder.resolve("p.png"), Base64.getDecoder().decode(PIXEL));
        Path style = Files.writeString(folder.resolve("s.css"), "body { --secret: known }");
        Path script = Files.writeString(folder.resolve("s.js"), "globalThis.secret = 'known'");
        Path text = Files.writeString(folder.resolve("t.txt"), "secret");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        String web = "http://127.0.0.1:" + server.getAddress().getPort();
        String html = """
                <!DOCTYPE html><html><head><link rel="stylesheet" href="%s"><link rel="stylesheet" href="%s/c"></head><body>
                <img id="i" src="%s"><img src="%s/i"><iframe id="f" src="%s"></iframe><iframe src="%s/f"></iframe>
                <object data="%s"></object><embed src="%s/e"><video src="%s/v"></video><div style="background:url(%s/b)">x</div>
                <script src="%s"></script><script src="%s/s"></script></body></html>
                """.formatted(
                        style.toUri(),
                        web,
                        picture.toUri(),
                        web,
                        text.toUri(),
                        web,
                        text.toUri(),
                        web,
                        web,
                        web,
                        script.toUri(),
                        web);
        try (Browser browser = TestBrowser.start(BrowserDoorsTest.class)) {
            Tab tab = browser.open(html, 800, 600);
            assertEquals(
                    0, tab.evaluate("document.getElementById('i').naturalWidth").asInt());
            assertEquals("undefined", tab.evaluate("typeof globalThis.secret").asText());
            assertEquals(
                    "",
                    tab.evaluate("getComputedStyle(document.body).getPropertyValue('--secret')")
                            .asText());
            for (String address : new String[] {text.toUri().toString(), web + "/x", Tab.ADDRESS, "/more"}) {
                String got = tab.evaluate("fetch('" + address + "').then(r => r.text()).catch(() => 'refused')")
                        .asText();
                assertEquals("refused", got, address);
            }
            tab.evaluate("window.open('" + web + "/w'); window.open('" + text.toUri() + "'); navigator.sendBeacon('"
                    + web + "/n'); new Promise(r => setTimeout(r, 300))");
            tab.evaluate("location.href = '" + text.toUri() + "'; new Promise(r => setTimeout(r, 300))");
            assertEquals(Tab.ADDRESS, tab.evaluate("location.href").asText());
            assertEquals(0, asked.get());
        } finally {
            server.stop(0);
        }
    }
}
