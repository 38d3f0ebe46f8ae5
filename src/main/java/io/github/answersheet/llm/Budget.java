package io.github.answersheet.llm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

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

    /** The longest reply where nobody sets a limit; it is sent along, so that it holds. */
    static final int LONGEST_REPLY = 16_384;

    // A token has hardly ever fewer characters than this, so this many tokens are hardly ever exceeded.
    private static final int CHARACTERS_PER_TOKEN = 2;

    /** The call as it is sent: where its cost has to be known before it is made, its reply gets a limit. */
    public Call bounded(Call call) {
        boolean boundsTokens = maxTokens.isPresent() || maxCost.isPresent();
        return boundsTokens && call.maxOutput().isEmpty()
                ? new Call(call.subject(), call.step(), call.prompt(), OptionalInt.of(LONGEST_REPLY))
                : call;
    }

    /** What a call can hardly exceed; all of its input may be put into a cache, which may cost more. */
    public static Usage most(Call call) {
        return new Usage(input(call), call.maxOutput().orElse(LONGEST_REPLY), 0, input(call));
    }

    /** What a call has come to where the endpoint does not say. */
    static Usage estimate(Call call, Reply reply) {
        return new Usage(input(call), reply.text().length() / CHARACTERS_PER_TOKEN, 0);
    }

    private static long input(Call call) {
        long characters =
                (long) call.prompt().system().length() + call.prompt().user().length();
        return characters / CHARACTERS_PER_TOKEN;
    }

    /** Which limit so much would break, in words. */
    public Optional<String> broken(long calls, Usage usage) {
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
