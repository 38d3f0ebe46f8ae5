package io.github.answersheet.draft;

/**
 * An item of a list at the margin of a section's body.
 *
 * @param lead its bold first words, without a colon; empty if it has none
 * @param words its plain text, nested lists included
 * @param offset in the body
 * @param ordered whether its list is numbered
 */
public record ListEntry(String lead, String words, int offset, boolean ordered) {}
