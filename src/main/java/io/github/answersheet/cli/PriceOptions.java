package io.github.answersheet.cli;

import io.github.answersheet.llm.Prices;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the model costs. */
final class PriceOptions {

    @Option(
            names = "--price-in",
            paramLabel = "PRICE",
            description = "Price of a million input tokens, such as 2.00; with --price-out, money is told as well.")
    private BigDecimal in;

    @Option(names = "--price-out", paramLabel = "PRICE", description = "Price of a million output tokens.")
    private BigDecimal out;

    @Option(
            names = "--price-cached",
            paramLabel = "PRICE",
            description = "Price of a million cached input tokens (default: as --price-in).")
    private BigDecimal cached;

    /** The prices, if they are given. */
    Optional<Prices> prices() {
        if (in == null && out == null && cached == null) {
            return Optional.empty();
        }
        if (in == null || out == null) {
            throw new InputException(Problem.of("prices", "--price-in and --price-out belong together"));
        }
        Prices prices = new Prices(in, out, Optional.ofNullable(cached).orElse(in));
        if (prices.in().signum() < 0
                || prices.out().signum() < 0
                || prices.cached().signum() < 0) {
            throw new InputException(Problem.of("prices", "a price is not negative"));
        }
        return Optional.of(prices);
    }
}
