package io.github.answersheet.quiz;

/**
 * A fenced or indented block inside a question.
 *
 * @param language the first word of the fence's info string in lower case; empty if there is none
 * @param code the block's text as Markdown reads it, without the fence
 * @param line the line of its first line of code in the quiz, 1-based
 */
public record CodeBlock(String language, String code, int line) {}
