package io.github.answersheet.compare;

import io.github.answersheet.llm.Usage;
import io.github.answersheet.repair.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A pair and what came of judging it. Immutable.
 *
 * @param verdicts one for each order, in this order; fewer only if there is a failure
 * @param failure why there is no verdict; empty if there is one
 * @param attempts the calls that were made, in this order
 */
public record Judged(Pair pair, List<Verdict.Given> verdicts, Optional<String> failure, List<Attempt> attempts) {

    public Judged {
        verdicts = List.copyOf(verdicts);
        attempts = List.copyOf(attempts);
    }

    /** Whose answer won: the one that is better in both orders, else none. Empty if there is no verdict. */
    public Optional<Side> winner() {
        return failure.isPresent() ? Optional.empty() : Optional.of(agreed(Verdict.Given::better));
    }

    /** Whether there is a winner. */
    public boolean isDecided() {
        return winner().filter(side -> side != Side.TIE).isPresent();
    }

    /** The mean of both margins, 1 for slight to 3 for large; empty where nobody won. */
    public OptionalDouble margin() {
        return isDecided()
                ? verdicts.stream()
                        .flatMap(verdict -> verdict.margin().stream())
                        .mapToInt(Verdict.Margin::weight)
                        .average()
                : OptionalDouble.empty();
    }

    /** Whether the judge said something else when the order was changed; such a pair is a tie. */
    public boolean isChangedByOrder() {
        return failure.isEmpty()
                && verdicts.stream().map(Verdict.Given::better).distinct().count() > 1;
    }

    /** From whose answer it is easier to teach; empty unless the judge said it in both orders. */
    public Optional<Side> easier() {
        return failure.isPresent()
                        || verdicts.stream()
                                .anyMatch(verdict -> verdict.easier().isEmpty())
                ? Optional.empty()
                : Optional.of(agreed(verdict -> verdict.easier().orElseThrow()));
    }

    /** What its calls cost when they were made. */
    public Usage usage() {
        return attempts.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** Whether any of its calls got a reply. */
    public boolean isAnswered() {
        return attempts.stream().anyMatch(attempt -> attempt.failure().isEmpty());
    }

    private Side agreed(Function<Verdict.Given, Side> said) {
        List<Side> sides = verdicts.stream().map(said).distinct().toList();
        return sides.size() == 1 ? sides.get(0) : Side.TIE;
    }
}
