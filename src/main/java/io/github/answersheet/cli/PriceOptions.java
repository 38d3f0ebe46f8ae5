package io.github.answersheet.cli;

import io.github.answersheet.llm.Prices;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What the model costs. */
final class PriceOptions {

    private static final int MOST_DIGITS = 20;

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

    @Option(
            names = "--price-written",
            paramLabel = "PRICE",
            description =
                    "Price of a million input tokens that the provider puts into its cache (default: as --price-in).")
    private BigDecimal written;

    @Option(
            names = "--price-file",
            paramLabel = "FILE.json",
            description = "Prices by model instead: {\"gpt-4.1\": {\"in\": 2.00, \"out\": 8.00, \"cached\": 0.50,"
                    + " \"written\": 2.50}}.")
    private Path file;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "What prices are in, such as USD (default: what the price file says).")
    private String currency;

    /**
     * The prices, if they are given.
     *
     * @param model whose row of a price file it is
     */
    Optional<Prices> prices(String model) {
        boolean given = in != null || out != null || cached != null || written != null;
        if (file != null && given) {
            throw new InputException(Problem.of("prices", "--price-file takes the place of the other prices"));
        }
        if (file == null && !given) {
            return Optional.empty();
        }
        if (file == null && (in == null || out == null)) {
            throw new InputException(Problem.of("prices", "--price-in and --price-out belong together"));
        }
        Prices prices = file == null
                ? prices(in, out, cached, written, named().orElse(Prices.UNNAMED))
                : PriceFile.of(file, model, named());
        if (prices.in().signum() < 0
                || prices.out().signum() < 0
                || prices.cached().signum() < 0
                || prices.written().signum() < 0) {
            throw new InputException(Problem.of("prices", "a price is not negative"));
        }
        if (Stream.of(prices.in(), prices.out(), prices.cached(), prices.written())
                .anyMatch(price -> price.precision() > MOST_DIGITS || Math.abs((long) price.scale()) > MOST_DIGITS)) {
            throw new InputException(Problem.of("prices", "a price has at most " + MOST_DIGITS + " digits"));
        }
        return Optional.of(prices);
    }

    /** Prices of which those that are not given are that of input. */
    static Prices prices(BigDecimal in, BigDecimal out, BigDecimal cached, BigDecimal written, String currency) {
        return new Prices(
                in,
                out,
                Optional.ofNullable(cached).orElse(in),
                Optional.ofNullable(written).orElse(in),
                currency);
    }

    private Optional<String> named() {
        if (currency != null && !PriceFile.isCurrency(currency)) {
            throw new InputException(Problem.of("--currency " + currency, "is no currency; use its code, such as USD"));
        }
        return Optional.ofNullable(currency);
    }
}
