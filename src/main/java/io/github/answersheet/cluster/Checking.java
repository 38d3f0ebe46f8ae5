package io.github.answersheet.cluster;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Checker;
import io.github.answersheet.verification.Verification;
import java.util.function.Function;

/**
 * By what drafts are checked.
 *
 * @param verification what is known of a candidate by running it
 */
public record Checking(Checker checker, Function<Candidate, Verification> verification) {}
