package io.github.answersheet.repair;

import io.github.answersheet.check.Finding;
import io.github.answersheet.examine.Candidate;
import io.github.answersheet.examine.ExaminedAnswer;
import io.github.answersheet.examine.Verification;
import io.github.answersheet.llm.Usage;
import java.util.List;

/**
 * What became of one question.
 *
 * @param answer the best draft, examined
 * @param attempts every call made for it, in order
 * @param found what was wrong with the first draft, and what its first trial showed
 * @param afterFixes what was wrong with it when everything mechanical was mended, and what its first trial showed
 * @param fixed what was mended mechanically, in all its drafts
 * @param remaining what is wrong with the best draft
 * @param verification what is known of the best draft by running it
 */
public record Outcome(
        ExaminedAnswer answer,
        List<Attempt> attempts,
        List<Finding> found,
        List<Finding> afterFixes,
        List<Finding> fixed,
        List<Finding> remaining,
        Verification verification) {

    public Outcome {
        attempts = List.copyOf(attempts);
        found = List.copyOf(found);
        afterFixes = List.copyOf(afterFixes);
        fixed = List.copyOf(fixed);
        remaining = List.copyOf(remaining);
    }

    /** The best draft. */
    public Candidate candidate() {
        return answer.candidate();
    }

    public boolean needsReview() {
        return remaining.stream().anyMatch(Finding::isError);
    }

    /** Whether not one call got a reply. */
    public boolean isFailed() {
        return attempts.stream().allMatch(a -> a.failure().isPresent());
    }

    /** How many calls mended it: repairs, the redraft, and an examiner who was asked again; those that got no reply left out. */
    public long repairs() {
        return attempts.stream()
                .filter(a -> a.step().isRepair() && a.failure().isEmpty())
                .count();
    }

    /** The tokens of all its calls. */
    public Usage usage() {
        return attempts.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
    }
}
