package io.github.answersheet.examine;

import io.github.answersheet.draft.FencedBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of an answer by running its code beside the code it reviews. */
public sealed interface Verification {

    /** Why nothing is proved though it was wanted; empty if cases were run or if nobody wants it. */
    default Optional<String> notRun() {
        if (this instanceof NotRun notRun) {
            return Optional.of(notRun.reason());
        }
        if (this instanceof Unproved unproved) {
            return Optional.of(unproved.reason());
        }
        return this instanceof Wanted ? Optional.of("no cases were asked for") : Optional.empty();
    }

    /** Answers of this kind are not proved. */
    record NotWanted() implements Verification {}

    /**
     * Nothing was run, and that is nobody's fault.
     *
     * @param reason in a few words
     */
    record NotRun(String reason) implements Verification {}

    /**
     * Cases could be run, and nobody has asked for them yet.
     *
     * @param fileName of the program that they are to run
     */
    record Wanted(String fileName) implements Verification {}

    /**
     * What came for a proof is of no use.
     *
     * @param reason in a few words
     */
    record Unproved(String reason, Proof proof) implements Verification {}

    /**
     * Both sides were run.
     *
     * @param results of the cases that say something about the code
     * @param unfit the other cases
     * @param proof that the cases come from
     * @param fileName of the program on each side
     * @param solution the improved solution's block
     * @param lost circumstances under which only the original gives a result
     */
    record Ran(
            List<CaseResult> results,
            List<CaseRemark> unfit,
            Proof proof,
            String fileName,
            FencedBlock solution,
            List<LostResult> lost)
            implements Verification {

        public Ran {
            results = List.copyOf(results);
            unfit = List.copyOf(unfit);
            lost = List.copyOf(lost);
        }

        public long originalFails() {
            return results.stream().filter(r -> !r.originalPasses()).count();
        }

        public long improvedPasses() {
            return results.stream().filter(CaseResult::improvedPasses).count();
        }

        /** The cases that one of the sides, or what is said of it, does not agree with. */
        public List<CaseResult> refuted() {
            return results.stream()
                    .filter(r -> !r.improvedPasses() || !r.claimHolds())
                    .toList();
        }

        /** Why the cases prove nothing, too few of them or the wrong ones; empty if they do. */
        public Optional<String> lacking() {
            long idle = results.stream().filter(CaseResult::isIdle).count();
            long disputed = Stream.concat(unfit.stream(), proof.left().stream())
                    .filter(CaseRemark::isDisputed)
                    .count();
            if (results.size() < CaseReader.LEAST) {
                return Optional.of(Proof.tooFew(results.size()));
            }
            if (2 * idle > results.size()) {
                return Optional.of(idle + " of " + results.size() + " cases pass whatever the solution's functions do");
            }
            return disputed == 0
                    ? Optional.empty()
                    : Optional.of((disputed == 1 ? "1 case is" : disputed + " cases are")
                            + " left out because of what happens in the improved solution alone");
        }

        /** Whether the improved solution is right throughout and everything said of the original holds. */
        public boolean isRight() {
            return lacking().isEmpty() && refuted().isEmpty();
        }

        /** Whether it is right where the original is not. */
        public boolean isVerified() {
            return isRight() && originalFails() > 0;
        }
    }
}
