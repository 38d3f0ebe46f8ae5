package io.github.answersheet.llm;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What tokens cost, in the provider's currency for a million of them. No price is ever guessed: there are prices or there are
 * none.
 *
 * @param in for input tokens
 * @param out for output tokens
 * @param cached for input tokens that the provider read from its cache
 * @param written for input tokens that the provider put into its cache
 * @param currency its name, or {@link #UNNAMED}
 */
public record Prices(BigDecimal in, BigDecimal out, BigDecimal cached, BigDecimal written, String currency) {

    /** Stands where nobody said which currency it is. */
    public static final String UNNAMED = "money";

    private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");

    /** Whether the currency has a name. */
    public boolean isNamed() {
        return !currency.equals(UNNAMED);
    }

    /** The price of some calls, right to the cent, with the currency: {@code 0.15 USD}. */
    public String inWords(Usage usage) {
        return of(usage).setScale(2, RoundingMode.HALF_UP).toPlainString() + " " + currency;
    }

    /** The price of some calls. */
    public BigDecimal of(Usage usage) {
        BigDecimal full = in.multiply(BigDecimal.valueOf(usage.input() - usage.cached() - usage.written()));
        BigDecimal again = cached.multiply(BigDecimal.valueOf(usage.cached()));
        BigDecimal kept = written.multiply(BigDecimal.valueOf(usage.written()));
        return full.add(again)
                .add(kept)
                .add(out.multiply(BigDecimal.valueOf(usage.output())))
                .multiply(MILLIONTH);
    }
}
