package io.github.answersheet.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.browser.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet of a thousand answers: what is far from the view is not drawn, and every place is reached. */
@Tag("campaign")
class LongPageTest {

    @TempDir
    private Path folder;

    @Test
    void aThousandAnswersOpenAndScroll() throws IOException {
        Path sheet = LongSheet.write(folder.resolve("long.md"), 1_000);
        try (Browser browser = TestBrowser.start(LongPageTest.class)) {
            OpenPage page = OpenPage.of(sheet, folder, browser, 1400, 900);
            page.frames();
            assertEquals(1_000, page.count("article"));
            assertTrue(page.count(".drawing") <= 10, "only what is near is drawn: " + page.count(".drawing"));
            for (int number : List.of(500, 999, 2, 1_000)) {
                String id = page.tab()
                        .invoke("(n => document.querySelectorAll('article')[n - 1].id)", number)
                        .asText();
                page.tab().invoke("(id => { location.hash = id; })", id);
                page.evaluate("new Promise(r => setTimeout(r, 1500))");
                double top = page.tab()
                        .invoke("(id => document.getElementById(id).getBoundingClientRect().top)", id)
                        .asDouble();
                assertTrue(top > -100 && top < 300, id + " is at " + top);
            }
            JsonNode drawn = page.evaluate("[...document.querySelectorAll('article')].filter((a, i) => i > 990"
                    + " && a.querySelector('.drawing svg')).length");
            assertTrue(drawn.asInt() >= 1, "what came near is drawn");
            assertEquals(List.of(), page.complaints());
        }
    }
}
