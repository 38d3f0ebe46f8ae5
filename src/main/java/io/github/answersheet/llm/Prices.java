package io.github.answersheet.llm;

import java.math.BigDecimal;

/**
 * What tokens cost, in the provider's currency for a million of them. No price is ever guessed: there are prices or there are
 * none.
 *
 * @param in for input tokens
 * @param out for output tokens
 * @param cached for input tokens that the provider read from its cache
 */
public record Prices(BigDecimal in, BigDecimal out, BigDecimal cached) {

    private static final BigDecimal MILLIONTH = new BigDecimal("0.000001");

    /** The price of some calls. */
    public BigDecimal of(Usage usage) {
        BigDecimal full = in.multiply(BigDecimal.valueOf(usage.input() - usage.cached()));
        BigDecimal again = cached.multiply(BigDecimal.valueOf(usage.cached()));
        return full.add(again)
                .add(out.multiply(BigDecimal.valueOf(usage.output())))
                .multiply(MILLIONTH);
    }
}
