package io.github.answersheet.prompt;

/**
 * What is sent to a model.
 *
 * @param system byte-identical for all questions of a category, so that providers can cache it
 * @param user the question and what belongs to it alone
 */
public record Prompt(String system, String user) {}
