package io.github.answersheet.check;

import java.util.List;

/** A rule that also knows whether fixes, its own and those of other rules, leave the meaning of an answer as it is. */
public interface FixProof {

    /**
     * The findings on an answer, where those whose fixes cannot be proved have none.
     *
     * @param findings of all rules, in reading order; the fixes that are left can be applied together
     */
    List<Finding> proven(Candidate candidate, List<Finding> findings);
}
