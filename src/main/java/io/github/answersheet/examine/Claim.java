package io.github.answersheet.examine;

import java.util.Optional;

/** What a case says of the original. */
sealed interface Claim {

    /** Nothing is said. */
    record None() implements Claim {}

    /** It does what is right, or it does not. */
    record Passes(boolean yes) implements Claim {}

    /** What is seen instead. */
    record Shows(Expectation seen) implements Claim {}

    /**
     * What was seen instead of what was claimed, in words; empty if the claim holds.
     *
     * @param of the case that claims it
     */
    default Optional<String> refutedBy(Seen seen, Case of) {
        Optional<String> missed = of.right().missedBy(seen);
        if (this instanceof Passes passes) {
            return passes.yes() == missed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(missed.map(got -> "it fails: " + got)
                            .orElse("it passes: " + of.right().inWords()));
        }
        return this instanceof Shows shows ? shows.seen().missedBy(seen) : Optional.empty();
    }

    /** The claim, for messages. */
    default String inWords() {
        if (this instanceof Passes passes) {
            return passes.yes() ? "it passes" : "it fails";
        }
        return this instanceof Shows shows ? shows.seen().inWords() : "nothing";
    }
}
