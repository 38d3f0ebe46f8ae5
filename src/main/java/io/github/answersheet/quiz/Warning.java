package io.github.answersheet.quiz;

/**
 * A sign that a part of a quiz was not read as its author meant it.
 *
 * @param line where it stands in the quiz, 1-based
 * @param kind what sort of sign it is, words joined by hyphens
 * @param message what was seen, and what can be done about it
 */
public record Warning(int line, String kind, String message) {}
