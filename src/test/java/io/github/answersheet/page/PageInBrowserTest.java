package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.answersheet.ProjectFiles;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.browser.Browser;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the sample, as a reader meets it in a real browser. */
@Tag("java")
class PageInBrowserTest {

    private static final Path SHEET = ProjectFiles.SAMPLE.resolve("quiz.answers.md");
    private static Browser browser;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start(PageInBrowserTest.class);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static OpenPage desktop() {
        return OpenPage.of(SHEET, folder, browser, 1400, 900);
    }

    @Test
    void everyDiagramIsDrawnWithNoErrorAndNoRequest() {
        OpenPage page = desktop();
        // Nobody scrolls: a short sheet finishes by itself.
        page.evaluate("new Promise(done => { const look = () => document.querySelectorAll('.drawing svg').length === 15"
                + " ? done(true) : setTimeout(look, 100); look(); })");
        assertEquals(15, page.count("figure.diagram"));
        assertEquals(15, page.count(".drawing > svg[role=img][aria-label] > title"));
        assertEquals(15, page.count("figure.diagram details.source > pre > code"));
        assertEquals(0, page.count(".undrawn"));
        assertTrue(page.count(".hljs-keyword") > 100, "code is coloured");
        assertEquals(page.count("figure.code"), page.count("figure.code button.copy"));
        assertEquals(List.of(), page.complaints());
        assertEquals(List.of(), page.requests());
    }

    @Test
    void everyLinkOfTheContentsLands() {
        OpenPage page = desktop();
        page.settle();
        int links = page.count(".contents-all a");
        assertEquals(15, links);
        for (int i = 0; i < links; i++) {
            page.evaluate("document.querySelectorAll('.contents-all > ol > li > a')[" + i + "].click()");
            page.frames();
            String hash =
                    page.evaluate("decodeURIComponent(location.hash.slice(1))").asText();
            double top = page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1)))"
                            + ".getBoundingClientRect().top")
                    .asDouble();
            assertTrue(top > -5 && top < 200, hash + " landed at " + top);
            assertTrue(hash.startsWith("answer-" + (i + 1) + "-"), hash);
            assertEquals(
                    "#" + hash,
                    page.evaluate("document.querySelector('[aria-current]').getAttribute('href')")
                            .asText());
        }
        assertTrue(page.count(".contents-all li ol a") >= 8, "the sections of the current answer");
    }

    @Test
    void theOldAnchorsOfTheSheetAndThoseOfSectionsLand() {
        OpenPage page = desktop();
        page.settle();
        page.evaluate("document.querySelector('.fold-button').click()");
        assertEquals(0, page.count(".section:not(.question) > details[open]"));
        for (String anchor : List.of(
                "answer-3-sre-perspective",
                "answer-15-visual-explanation",
                "answer-7",
                "additional-resources-and-references")) {
            page.tab().invoke("(hash => { location.hash = hash; })", anchor);
            page.frames();
            double top = page.tab()
                    .invoke("(id => document.getElementById(id).getBoundingClientRect().top)", anchor)
                    .asDouble();
            assertTrue(top > -5 && top < 900, anchor + " landed at " + top);
        }
        assertEquals(2, page.count(".section:not(.question) > details[open]"), "what a link leads to is unfolded");
        assertEquals(
                page.count(".section"),
                page.evaluate("new Set([...document.querySelectorAll('.section')].map(s => s.id)).size")
                        .asInt());
    }

    @Test
    void keysMoveFoldAndFilter() {
        OpenPage page = desktop();
        page.settle();
        page.press("j");
        page.press("j");
        page.press("j");
        assertTrue(
                page.evaluate("location.hash").asText().startsWith("#answer-4-")
                        || page.evaluate("location.hash").asText().startsWith("#answer-3-"),
                "next answer");
        String before = page.evaluate("location.hash").asText();
        page.press("k");
        assertNotEquals(before, page.evaluate("location.hash").asText(), "previous answer");
        page.press("n");
        page.press("n");
        page.press("n");
        assertEquals("SUMMARY", page.evaluate("document.activeElement.tagName").asText());
        page.press("o");
        assertFalse(page.evaluate("document.activeElement.parentElement.open").asBoolean(), "folded");
        page.press("f");
        assertEquals(0, page.count(".section:not(.question) > details[open]"));
        page.press("f");
        page.press("2");
        assertEquals(4, page.count("article:not([hidden])"));
        assertEquals("4 of 15 answers are shown", page.text(".filter-state"));
        assertEquals(4, page.count(".contents-all li[class]:not([hidden])"));
        page.press("0");
        assertEquals(15, page.count("article:not([hidden])"));
        page.press("t");
        assertEquals(
                "dark", page.evaluate("document.documentElement.dataset.theme").asText());
        page.press("t");
        page.press("?");
        assertEquals(1, page.count("dialog.keys[open]"));
        page.press("Escape");
        assertEquals(0, page.count("dialog.keys[open]"));
        page.press("c");
        assertEquals(1, page.count(".contents a:focus"));
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void theTabKeyWalksThroughAndOut() {
        OpenPage page = desktop();
        page.settle();
        // Few answers, so that the walk is short.
        page.evaluate(
                "document.querySelectorAll('.answer').forEach((a, i) => { if (i % 7) a.remove(); }); document.activeElement.blur(); scrollTo(0, 0)");
        Set<String> seen = new HashSet<>();
        int steps = 0;
        int most = page.evaluate("document.querySelectorAll('a[href], button, summary, [tabindex=\"0\"]').length")
                .asInt();
        boolean left = false;
        while (!left && steps <= most + 2) {
            page.tab()
                    .call(
                            "Input.dispatchKeyEvent",
                            Map.of("type", "rawKeyDown", "key", "Tab", "windowsVirtualKeyCode", 9));
            page.tab().call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", "Tab"));
            steps++;
            left = page.evaluate("document.activeElement === document.body").asBoolean();
            seen.add(page.evaluate("document.activeElement.className + document.activeElement.localName")
                    .asText());
        }
        assertTrue(left, "the focus left the page after " + steps + " steps");
        assertTrue(
                seen.contains("skipa")
                        && seen.contains("summary")
                        && seen.contains("linka")
                        && seen.contains("copybutton"),
                seen.toString());
    }

    @Test
    void nothingSeriousStandsInTheWayOfAnybody() {
        OpenPage page = desktop();
        page.settle();
        // Three answers are enough of it, and quick.
        page.evaluate("document.querySelectorAll('.answer').forEach((a, i) => {"
                + " if (i % 7) a.remove(); else a.style.contentVisibility = 'visible'; })");
        assertEquals(List.of(), page.violations(""), "light");
        page.evaluate("document.documentElement.dataset.theme = 'dark'");
        assertEquals(List.of(), page.violations("['color-contrast']"), "dark");
    }

    @Test
    void itFitsAPhone() {
        OpenPage page = OpenPage.of(SHEET, folder, browser, 390, 844);
        page.settle();
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth").asInt(), "nothing sticks out");
        assertEquals(
                "none",
                page.evaluate("getComputedStyle(document.querySelector('nav')).display")
                        .asText());
        page.evaluate("document.querySelector('.contents-button').click()");
        assertEquals(1, page.count(".contents a:focus"));
        page.press("Escape");
        assertEquals(1, page.count(".contents-button[aria-expanded=false]:focus"));
        page.evaluate("document.querySelector('.contents-button').click();"
                + " document.querySelectorAll('.contents-all a')[8].click()");
        page.frames();
        assertEquals(
                "none",
                page.evaluate("getComputedStyle(document.querySelector('nav')).display")
                        .asText());
        assertTrue(page.evaluate("location.hash").asText().startsWith("#answer-9-"));
        page.evaluate("document.querySelectorAll('.answer').forEach((a, i) => { if (i % 7) a.remove(); })");
        assertEquals(List.of(), page.violations(""));
    }

    @Test
    void paperGetsEverythingEvenFoldedAndUndrawn() {
        OpenPage page = desktop();
        page.evaluate("document.querySelector('.fold-button').click()");
        page.tab().call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        // Browsers lay the paper out when the listeners and their promises are done; they wait for no timer.
        int drawn = page.evaluate("(async () => { dispatchEvent(new Event('beforeprint'));"
                        + " for (let i = 0; i < 100000; i++) await null;"
                        + " return document.querySelectorAll('.drawing > svg').length; })()")
                .asInt();
        assertEquals(15, drawn);
        assertEquals(page.count(".section"), page.count(".section > details[open]"));
        assertEquals(
                "none",
                page.evaluate("getComputedStyle(document.querySelector('nav')).display")
                        .asText());
        assertEquals(
                "pre-wrap",
                page.evaluate("getComputedStyle(document.querySelector('figure.code pre')).whiteSpace")
                        .asText());
        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertEquals(0, page.count(".section:not(.question) > details[open]"), "folded again");
    }
}
