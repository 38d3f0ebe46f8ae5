package io.github.answersheet.check;

import io.github.answersheet.examine.BlockRun;
import io.github.answersheet.examine.Verification;
import java.util.List;

/** What is known of answers by running their code; the same for the same answer. Thread-safe. */
public interface Trials {

    /** What came of running the code under review and its improvement on the cases of a proof. */
    Verification verification(Candidate candidate);

    /** What came of running each block alone, in the order of the answer; empty where nothing is run. */
    List<BlockRun> blocks(Candidate candidate);
}
