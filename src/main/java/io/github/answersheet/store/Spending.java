package io.github.answersheet.store;

/**
 * What some calls came to.
 *
 * @param calls that got a reply
 * @param input tokens
 * @param output tokens
 * @param cached those of input that came from the provider's cache
 * @param written those of input that the provider put into its cache
 */
public record Spending(long calls, long input, long output, long cached, long written) {

    public static final Spending NONE = new Spending(0, 0, 0, 0, 0);
}
