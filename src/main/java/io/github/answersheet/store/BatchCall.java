package io.github.answersheet.store;

/**
 * A call that goes out in a batch.
 *
 * @param question for people who look into the store
 * @param step for them as well
 */
public record BatchCall(CallKey key, int question, String step) {}
