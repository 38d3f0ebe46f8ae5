package io.github.answersheet.pack;

/**
 * How a pack has two answers to a question compared. Immutable.
 *
 * @param role whose eyes the judge reads with, such as {@code learner}
 * @param system the message that is the same for all questions: the role and what it weighs
 * @param request the layout of what is asked about two answers
 * @param again the layout of what is added where an earlier verdict could not be read
 */
public record Rubric(String role, String system, Layout request, Layout again) {}
