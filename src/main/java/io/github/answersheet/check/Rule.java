package io.github.answersheet.check;

import java.util.List;

/** One thing that answers have to hold. Rules look and tell; they never edit. Stateless and thread-safe. */
public interface Rule {

    /** Lower-case words joined by hyphens; never reused for another rule. */
    String id();

    Level level();

    /** What is wrong with a candidate, in reading order; empty if nothing is. */
    List<Finding> check(Candidate candidate);
}
