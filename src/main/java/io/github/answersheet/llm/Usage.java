package io.github.answersheet.llm;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Tokens as the endpoint counted them; all zero if it did not say or if a recording was replayed.
 *
 * @param cached those of {@code input} that were read from the provider's cache
 * @param written those of {@code input} that the provider put into its cache; reports leave it out where it is 0
 */
public record Usage(
        long input,
        long output,
        long cached,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long written) {

    public static final Usage NONE = new Usage(0, 0, 0);

    public Usage(long input, long output, long cached) {
        this(input, output, cached, 0);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, cached + other.cached, written + other.written);
    }
}
