package io.github.answersheet.llm;

/**
 * Tokens as the endpoint counted them; all zero if it did not say or if a recording was replayed.
 *
 * @param cached those of {@code input} that were read from the provider's cache
 */
public record Usage(long input, long output, long cached) {

    public static final Usage NONE = new Usage(0, 0, 0);

    public boolean isNone() {
        return equals(NONE);
    }

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, cached + other.cached);
    }
}
