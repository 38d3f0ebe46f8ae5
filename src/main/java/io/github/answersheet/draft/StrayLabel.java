package io.github.answersheet.draft;

import io.github.answersheet.source.Position;

/**
 * A line that has the form of a label but is none of the pack's.
 *
 * @param name its words
 * @param position in the draft's source
 */
public record StrayLabel(String name, Position position) {}
