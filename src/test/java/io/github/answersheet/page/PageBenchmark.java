package io.github.answersheet.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.answersheet.TestBrowser;
import io.github.answersheet.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes and times of pages, short and long, in the real browser. */
@Tag("benchmark")
class PageBenchmark {

    @TempDir
    private Path folder;

    @Test
    void pages() throws IOException {
        System.out.println(
                "answers | sheet KB | page KB | render ms | first paint ms | loaded ms | longest stall while scrolling"
                        + " 40 screens ms | drawn then");
        for (int answers : new int[] {15, 15, 100, 1_000}) {
            Path sheet = LongSheet.write(folder.resolve("long.md"), answers);
            try (Browser browser = TestBrowser.start(PageBenchmark.class)) {
                long start = System.nanoTime();
                OpenPage page = OpenPage.of(sheet, folder, browser, 1400, 900);
                long opened = System.nanoTime();
                JsonNode times = page.evaluate("""
                        (async () => {
                          await new Promise(r => setTimeout(r, 1000));
                          const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1;
                          const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
                          let longest = 0;
                          new PerformanceObserver(list => list.getEntries().forEach(e => { longest = Math.max(longest, e.duration); }))
                            .observe({ type: "longtask" });
                          for (let i = 0; i < 40; i++) {
                            scrollBy(0, innerHeight);
                            await new Promise(r => setTimeout(r, 60));
                          }
                          return [paint, loaded, longest, document.querySelectorAll(".drawing svg").length];
                        })()
                        """);
                System.out.printf(
                        "%7d | %8d | %7d | %9d | %14.0f | %9.0f | %45.0f | %d%n",
                        answers,
                        Files.size(sheet) / 1024,
                        Files.size(page.file()) / 1024,
                        (opened - start) / 1_000_000 - times.get(1).asLong(),
                        times.get(0).asDouble(),
                        times.get(1).asDouble(),
                        times.get(2).asDouble(),
                        times.get(3).asInt());
            }
        }
    }
}
