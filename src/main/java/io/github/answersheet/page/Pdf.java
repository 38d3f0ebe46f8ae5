package io.github.answersheet.page;

import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page on paper. */
public final class Pdf {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 1400;
    private static final String FOOTER = "<div style=\"width:100%;text-align:center;font:8px sans-serif;color:#666\">"
            + "<span class=\"pageNumber\"></span> / <span class=\"totalPages\"></span></div>";

    private Pdf() {}

    /**
     * Prints a page, all its diagrams drawn; its headings become the outline.
     *
     * @param html made by {@link HtmlPage}
     */
    public static byte[] of(String html, Browser browser) {
        try {
            Path page = Files.createTempFile("answersheet-page", ".html");
            try {
                Files.writeString(page, html);
                Tab tab = browser.open(page, WIDTH, HEIGHT);
                tab.evaluate("finishPage().then(() => true)");
                return tab.pdf(FOOTER);
            } finally {
                Files.deleteIfExists(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
