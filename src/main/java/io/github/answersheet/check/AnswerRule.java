package io.github.answersheet.check;

import java.util.List;

/** A rule about one answer; drafts are held to it before they become part of a sheet. */
public interface AnswerRule extends Rule {

    /** What is wrong with a candidate, in reading order; empty if nothing is. */
    List<Finding> check(Candidate candidate);
}
