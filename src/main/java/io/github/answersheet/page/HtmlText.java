package io.github.answersheet.page;

/** Plain text as HTML. */
final class HtmlText {

    private HtmlText() {}

    /** Text for an element's content or a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
