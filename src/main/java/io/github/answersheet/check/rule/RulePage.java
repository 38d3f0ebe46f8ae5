package io.github.answersheet.check.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a rule wants and why, for authors.
 *
 * @param text Markdown: the rule's id as heading, what it wants, then {@code Bad}, {@code Good} and {@code Why}
 */
public record RulePage(String text) {

    /**
     * @param id of a rule in the list of {@link Rules}
     */
    public static RulePage of(String id) {
        try (InputStream in = RulePage.class.getResourceAsStream("/rules/" + id + ".md")) {
            if (in == null) {
                throw new IllegalStateException("rule " + id + " has no page");
            }
            return new RulePage(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first sentence. */
    public String summary() {
        String paragraph = text.split("\n\\s*\n", 3)[1].replaceAll("\\s+", " ").strip();
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph : paragraph.substring(0, end + 1);
    }
}
