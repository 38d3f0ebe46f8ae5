package io.github.answersheet.verification;

import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.FencedBlock;
import io.github.answersheet.source.Position;
import java.util.List;
import java.util.Optional;

/** What is known of an answer by running its code beside the code it reviews. */
public sealed interface Verification {

    /** The section that holds the cases; it is drafted and not printed. */
    String LABEL = "Verification";

    /** The section that holds the code to take the original's place. */
    String SOLUTION = "Improved Solution";

    /** The section that says what is wrong with the original. */
    String ISSUES = "Code Issues";

    /** Why nothing was run though it was wanted; empty if it was run or if nobody wants it. */
    default Optional<String> notRun() {
        if (this instanceof NotRun notRun) {
            return Optional.of(notRun.reason());
        }
        if (this instanceof Invalid invalid) {
            return Optional.of("the cases cannot be read: " + invalid.reason());
        }
        return this instanceof Missing ? Optional.of("the draft has no cases") : Optional.empty();
    }

    /** Answers of this kind have none. */
    record NotWanted() implements Verification {}

    /**
     * Nothing was run, and that is nobody's fault.
     *
     * @param reason in a few words
     */
    record NotRun(String reason) implements Verification {}

    /** The draft has no cases though they could be run. */
    record Missing() implements Verification {}

    /**
     * The cases cannot be read.
     *
     * @param position in the text of the draft
     * @param reason for an author
     */
    record Invalid(DraftSection section, Position position, String reason) implements Verification {}

    /**
     * Both sides were run.
     *
     * @param cases the block that holds them
     * @param solution the improved solution's block
     */
    record Ran(
            List<CaseResult> results,
            DraftSection casesSection,
            FencedBlock cases,
            DraftSection solutionSection,
            FencedBlock solution)
            implements Verification {

        public Ran {
            results = List.copyOf(results);
        }

        public long originalFails() {
            return results.stream().filter(r -> !r.originalPasses()).count();
        }

        public long improvedPasses() {
            return results.stream().filter(CaseResult::improvedPasses).count();
        }

        /** Whether the improved solution is right throughout and everything said of the original holds. */
        public boolean isVerified() {
            return results.stream().allMatch(r -> r.improvedPasses() && r.claimHolds());
        }
    }
}
