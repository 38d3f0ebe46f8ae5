package io.github.answersheet.sheet;

/**
 * A labelled part of an answer.
 *
 * @param body Markdown, byte for byte as drafted
 */
public record AnswerSection(String label, String body) {}
