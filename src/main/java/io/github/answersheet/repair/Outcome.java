package io.github.answersheet.repair;

import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.llm.Usage;
import java.util.List;

/**
 * What became of one question.
 *
 * @param candidate the best draft
 * @param found what was wrong with the first draft
 * @param remaining what is wrong with the best draft
 * @param repairs how many repair calls were made
 * @param usage the tokens of all calls
 */
public record Outcome(Candidate candidate, List<Finding> found, List<Finding> remaining, int repairs, Usage usage) {

    public Outcome {
        found = List.copyOf(found);
        remaining = List.copyOf(remaining);
    }

    public boolean needsReview() {
        return remaining.stream().anyMatch(Finding::isError);
    }
}
