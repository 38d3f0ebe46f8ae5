package io.github.answersheet.draft;

/**
 * A heading inside a section's body.
 *
 * @param level 1 to 6
 * @param words its plain text
 * @param offset of its first line in the body
 * @param length of its source lines
 */
public record InnerHeading(int level, String words, int offset, int length) {}
