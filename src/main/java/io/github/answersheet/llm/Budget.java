package io.github.answersheet.llm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run may spend.
 *
 * @param maxCalls at most, counting those of earlier runs of the same job; empty for no limit
 * @param maxTokens input and output together
 * @param maxCost in the currency of the prices; only with prices
 * @param prices what tokens cost
 * @param deadline after which no call is begun
 */
public record Budget(
        Optional<Long> maxCalls,
        Optional<Long> maxTokens,
        Optional<BigDecimal> maxCost,
        Optional<Prices> prices,
        Optional<Instant> deadline) {

    public static final Budget UNLIMITED =
            new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether a call's cost has to be known before it is made, and so the length of its reply. */
    public boolean boundsTokens() {
        return maxTokens.isPresent() || maxCost.isPresent();
    }

    /** Which limit so much would break, in words. */
    Optional<String> broken(long calls, Usage usage) {
        if (maxCalls.filter(most -> calls > most).isPresent()) {
            return Optional.of("--max-calls " + maxCalls.get());
        }
        if (maxTokens.filter(most -> usage.input() + usage.output() > most).isPresent()) {
            return Optional.of("--max-tokens " + maxTokens.get());
        }
        boolean tooDear = prices.isPresent()
                && maxCost.filter(most -> prices.get().of(usage).compareTo(most) > 0)
                        .isPresent();
        return tooDear ? Optional.of("--max-cost " + maxCost.get()) : Optional.empty();
    }
}
