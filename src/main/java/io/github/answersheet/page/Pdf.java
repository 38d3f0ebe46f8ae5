package io.github.answersheet.page;

import io.github.answersheet.browser.Browser;
import io.github.answersheet.browser.Tab;

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
        Tab tab = browser.open(html, WIDTH, HEIGHT);
        tab.evaluate("finishPage().then(() => true)");
        return tab.pdf(FOOTER);
    }
}
