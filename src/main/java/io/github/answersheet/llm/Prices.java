package io.github.answersheet.llm;

import java.math.BigDecimal;

/**
 * What tokens cost, in the provider's currency for a million of them. No price is ever guessed: there are prices or there are
 * none.
 *
 * @param in for input tokens
 * @param out for output tokens
 * @param cached for input tokens that the provider read from its cache
 * @param written for input tokens that the provider put into its cache
 */
public record Prices(BigDecimal in, BigDecimal out, BigDecimal cached, BigDecimal written) {

    private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");

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
