package io.github.answersheet.examine;

import java.util.Optional;

/** What both sides did with a case. */
public final class CaseResult {

    private final Case input;
    private final Seen original;
    private final Seen improved;
    private final Optional<Seen> hollow;

    private CaseResult(Case input, Seen original, Seen improved, Optional<Seen> hollow) {
        this.input = input;
        this.original = original;
        this.improved = improved;
        this.hollow = hollow;
    }

    CaseResult(Case input, Seen original, Seen improved) {
        this(input, original, improved, Optional.empty());
    }

    /** The same with what came of it where the functions of the improved solution do nothing. */
    CaseResult beside(Seen doingNothing) {
        return new CaseResult(input, original, improved, Optional.of(doingNothing));
    }

    /**
     * The case, if it is itself at fault whatever the code does; empty if what was seen says something about the code. What
     * only the process of the improved solution says is disputed: it would say so as well to be rid of the case.
     */
    Optional<CaseRemark> unfit() {
        Optional<String> refused = improved.refused().or(original::refused);
        if (refused.isPresent()) {
            return Optional.of(input.useless(refused.get()));
        }
        if (hollow.isPresent() && hollow.get().calls() == 0) {
            return Optional.of(input.useless("no function of the program runs in it"));
        }
        boolean isClaimed = input.claim() instanceof Claim.Shows && claimHolds();
        Optional<CaseRemark> ofOriginal = original.objection()
                .or(() -> original.againstCase()
                        .filter(why -> !originalPasses() && !isClaimed)
                        .map(why -> "its own `setup` or `call` fails on the given code: " + why))
                .map(input::useless);
        return ofOriginal
                .map(remark -> improved.objection().map(input::useless).orElse(remark))
                .or(() -> improved.objection()
                        .or(() -> improved.againstCase()
                                .filter(why -> !improvedPasses())
                                .map(why -> "its own `setup` or `call` fails on the improved solution: " + why))
                        .map(why -> input.useless(why).disputed()));
    }

    /** Whether it is passed whatever the functions of the solution do. */
    boolean isIdle() {
        return hollow.isPresent() && input.right().missedBy(hollow.get()).isEmpty();
    }

    Case input() {
        return input;
    }

    /** Whether neither side raises, hangs or ends as a failure. */
    boolean bothGiveAResult() {
        return Perturbations.isResult(original) && Perturbations.isResult(improved);
    }

    public String name() {
        return input.name();
    }

    public boolean originalPasses() {
        return input.right().missedBy(original).isEmpty();
    }

    public boolean improvedPasses() {
        return input.right().missedBy(improved).isEmpty();
    }

    public boolean claimHolds() {
        return input.claim().refutedBy(original, input).isEmpty();
    }

    /** The reply that the case stands in. */
    public String file() {
        return input.file();
    }

    /** Where the case starts there, 1-based. */
    public int line() {
        return input.line();
    }

    /** The line of the improved solution that raised an exception; 0 if there is none. */
    public int failingLine() {
        return improved.line();
    }

    /** Input, what is right, what the improved solution did instead; empty if it does what is right. */
    public Optional<String> mistake() {
        return input.right()
                .missedBy(improved)
                .map(got -> "Run on the case " + Words.code(input.name()) + ", it is wrong. Input: " + input.input()
                        + ". Expected: " + input.right().inWords() + ". Got: " + got
                        + (originalPasses() ? ". The original passes this case" : ""));
    }

    /** What the case says of the original, and what was seen instead; empty if that is the same. */
    public Optional<String> refutation() {
        return input.claim()
                .refutedBy(original, input)
                .map(got -> "The case " + Words.code(input.name()) + " says of the given code: "
                        + input.claim().inWords() + ". Seen when it was run: " + got + ". Input: " + input.input());
    }
}
