package io.github.answersheet.check.rule;

import io.github.answersheet.source.Resource;

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
        return new RulePage(
                Resource.of(RulePage.class, "/rules/" + id + ".md").text().strip());
    }

    /** Its first sentence. */
    public String summary() {
        String paragraph = text.split("\n\\s*\n", 3)[1].replaceAll("\\s+", " ").strip();
        int end = paragraph.indexOf(". ");
        return end < 0 ? paragraph : paragraph.substring(0, end + 1);
    }
}
