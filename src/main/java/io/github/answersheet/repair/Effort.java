package io.github.answersheet.repair;

import java.util.OptionalInt;

/**
 * What an answer may cost. An answer drafted as a whole takes {@code 2 + maxRepairs} calls at most, one more where an examiner
 * is asked, and where replies are cut off, one more for each of its drafts and one for each section left.
 *
 * @param maxRepairs repair calls at most, those to an examiner who is asked again among them; with 0 there is no redraft either
 * @param maxOutput the most tokens that a reply may have; empty leaves it to the endpoint
 * @param proof whether an examiner is asked for what an answer is tried with
 * @param trials how many statements of an answer are tried at most; 0 for none
 */
public record Effort(int maxRepairs, DraftBy draftBy, OptionalInt maxOutput, boolean proof, int trials) {}
