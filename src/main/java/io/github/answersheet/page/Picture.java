package io.github.answersheet.page;

/**
 * A drawn diagram.
 *
 * @param description what it shows, for those who do not see it
 * @param bytes of a PNG or SVG file
 */
record Picture(SheetDiagram diagram, String description, byte[] bytes) {}
