package io.github.answersheet.pack;

/**
 * A part that stands at the end of each sheet.
 *
 * @param heading printed above it
 * @param body Markdown
 */
public record ClosingPart(String heading, String body) {}
