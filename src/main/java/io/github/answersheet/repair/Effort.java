package io.github.answersheet.repair;

import java.util.OptionalInt;

/**
 * What an answer may cost. An answer drafted as a whole takes {@code 2 + maxRepairs} calls at most, and where replies are cut
 * off, one more for each of its drafts and one for each section left.
 *
 * @param maxRepairs repair calls at most; with 0 there is no redraft either
 * @param maxOutput the most tokens that a reply may have; empty leaves it to the endpoint
 */
public record Effort(int maxRepairs, DraftBy draftBy, OptionalInt maxOutput) {}
