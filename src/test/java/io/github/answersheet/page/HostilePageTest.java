package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets are untrusted: the attacks of {@code attacks.txt}, each in an answer of its own, do nothing in the page. */
class HostilePageTest {

    private static final String ALLOWED = "http: https: mailto: file:";
    private static List<String> attacks;
    private static Browser browser;
    private static OpenPage page;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void open() throws IOException {
        browser = TestBrowser.start(HostilePageTest.class);
        attacks = attacks();
        StringBuilder sheet = new StringBuilder("# Hostile <script>owned()</script> sheet\n");
        for (int i = 0; i < attacks.size(); i++) {
            String[] attack = attacks.get(i).split("\n", 2);
            sheet.append("\n\n---\n\n## Answer ").append(i + 1).append(": ").append(attack[0]);
            sheet.append(" <img src=x onerror=owned()>\n\n**Section:** <svg onload=owned()> Conceptual\n\n");
            sheet.append("**Detailed Answer:**\n\n").append(attack[1]).append('\n');
        }
        page = OpenPage.of(
                Files.writeString(folder.resolve("hostile.md"), sheet.toString()), folder, browser, 1400, 900);
        page.settle();
        // Every event that an attack may wait for, on every element; links that lead elsewhere are not followed.
        page.evaluate("""
                for (const element of document.querySelectorAll("main *")) {
                  for (const event of ["mouseover", "pointerenter", "focus", "toggle", "load", "error", "animationstart"]) {
                    element.dispatchEvent(new Event(event, { bubbles: true }));
                  }
                  const leads = /^(https?|mailto|file):$/.test(element.protocol ?? "")
                    && element.href.split("#")[0] !== location.href.split("#")[0];
                  if (!leads && !element.closest("button")) {
                    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
                  }
                }
                """);
        page.frames();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void thereAreManyAndAllAreOnThePage() {
        System.out.println(attacks.size() + " attacks on a page");
        assertTrue(attacks.size() >= 30);
        assertEquals(attacks.size(), page.count("main > article.answer > .section"));
    }

    @Test
    void noneRuns() {
        // There is no function of that name: a call to it would have been reported as an error. Mermaid looks at labels
        // in a
        // document without effect, where the policy refuses their handlers once more.
        assertEquals(
                List.of(),
                page.complaints().stream()
                        .filter(c -> !c.contains("Content Security Policy"))
                        .toList());
        assertEquals("undefined", page.evaluate("typeof ({}).owned").asText(), "prototypes");
        assertEquals("function", page.evaluate("typeof finishPage").asText(), "names of the page");
    }

    @Test
    void noneReachesOut() {
        assertEquals(List.of(), page.requests());
        assertEquals(Tab.ADDRESS, page.evaluate("location.href.split('#')[0]").asText());
        assertEquals(
                "Hostile <script>owned()</script> sheet",
                page.evaluate("document.title").asText());
    }

    @Test
    void noneChangesThePageAroundIt() {
        for (String part : List.of("body", ".bar", "nav.contents", "main", "article:last-of-type")) {
            JsonNode style = page.evaluate("(s => [s.display, s.visibility, s.opacity, s.position].join(' '))"
                    + "(getComputedStyle(document.querySelector('" + part + "')))");
            assertTrue(style.asText().matches("(?!none).* visible 1 (static|sticky|relative)"), part + ": " + style);
        }
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)");
        page.frames();
        assertTrue(
                page.evaluate("!!document.elementFromPoint(700, 20).closest('.bar')")
                        .asBoolean(),
                "nothing lies over the page");
        assertTrue(page.evaluate("!!document.elementFromPoint(100, 500).closest('nav.contents')")
                .asBoolean());
    }

    @Test
    void nothingThatActsIsLeftInThePage() {
        assertEquals(
                0,
                page.count(
                        "main :is(script, iframe, object, embed, form, input, link, meta, base, img, audio, video, template)"));
        assertEquals(0, page.count("main svg :is(image, a[href], a[*|href])"));
        assertEquals(0, page.count("main style:not(svg style)"));
        assertEquals(
                0,
                page.count(".drawing [class]:not([class^=drawn-], [class=''])"),
                "classes of drawings are their own");
        assertEquals(0, page.count("main [style]:not(svg, svg *, svg ~ *)"));
        assertEquals(
                "[]",
                page.evaluate("JSON.stringify([...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                + ".filter(a => a.name.startsWith('on')).map(a => a.name + '=' + a.value))")
                        .asText());
        for (JsonNode protocol : page.evaluate("[...document.querySelectorAll('a:not(svg a)')].map(a => a.protocol)")) {
            assertTrue(protocol.asText().equals(":") || ALLOWED.contains(protocol.asText()), protocol.asText());
        }
        assertEquals(
                page.count("[id]"),
                page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
                        .asInt());
    }

    @Test
    void thePolicyWouldStopWhatGotThrough() {
        OpenPage other = OpenPage.of(folder.resolve("hostile.md"), folder, browser, 1000, 900);
        int before = other.complaints().size();
        other.evaluate("""
                const script = document.createElement("script");
                script.textContent = "window.got = 1";
                document.body.append(script);
                const div = document.createElement("div");
                div.innerHTML = "<img src=x onerror='window.got = 2'><img src='https://evil.example/x.png'>";
                document.body.append(div);
                fetch("https://evil.example/").catch(() => 0);
                """);
        other.frames();
        assertEquals("undefined", other.evaluate("typeof window.got").asText());
        assertTrue(other.complaints().size() >= before + 4, other.complaints().toString());
        assertTrue(other.complaints().stream().skip(before).allMatch(c -> c.contains("Content Security Policy")));
    }

    private static List<String> attacks() throws IOException {
        try (InputStream in = HostilePageTest.class.getResourceAsStream("attacks.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> found = new ArrayList<>(List.of(text.split("(?m)^=== ")));
            found.remove(0);
            return found;
        }
    }
}
