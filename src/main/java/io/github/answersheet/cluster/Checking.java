package io.github.answersheet.cluster;

import io.github.answersheet.check.Checker;
import io.github.answersheet.check.Trials;

/**
 * By what drafts are checked.
 *
 * @param trials what is known of a candidate by running it
 */
public record Checking(Checker checker, Trials trials) {}
