package io.github.answersheet.pack;

/**
 * How a pack has a model say where the questions of a quiz stand. Immutable.
 *
 * @param system the message that is the same for all quizzes
 * @param request the layout of what is asked about one quiz
 * @param again the layout of what is added where an earlier reply could not be used
 */
public record Outlining(String system, Layout request, Layout again) {}
