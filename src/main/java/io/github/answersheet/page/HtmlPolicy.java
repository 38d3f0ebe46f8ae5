package io.github.answersheet.page;

import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What of a sheet may become part of a page: elements that show text, links to the web, and nothing that acts. */
final class HtmlPolicy {

    /** Names in lower case. */
    static final List<String> ELEMENTS = List.of(
            "a",
            "abbr",
            "b",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "dd",
            "del",
            "details",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "ins",
            "kbd",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "u",
            "ul",
            "var");

    private static final Pattern ANCHOR = Pattern.compile("[\\p{L}\\p{N}\\p{M}_-]{1,200}");
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(ELEMENTS.toArray(String[]::new))
            .allowWithoutAttributes("a")
            .allowStandardUrlProtocols()
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("title")
            .onElements("a", "abbr")
            .allowAttributes("id")
            .matching(ANCHOR)
            .onElements("a", "h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("name")
            .matching(ANCHOR)
            .onElements("a")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[A-Za-z0-9+#_.-]{1,30}"))
            .onElements("code")
            .allowAttributes("align")
            .matching(true, "left", "right", "center")
            .onElements("td", "th")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("open")
            .matching(Pattern.compile("(?:open)?"))
            .onElements("details")
            .toFactory();

    private HtmlPolicy() {}

    static String sanitize(String html) {
        return POLICY.sanitize(html);
    }
}
