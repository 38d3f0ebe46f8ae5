package io.github.answersheet.store;

/**
 * A reply as it was paid for, valid or not.
 *
 * @param finish why it ended, in lower case
 * @param model which answered, as the endpoint named it
 * @param input tokens
 * @param output tokens
 * @param cached those of input that came from the provider's cache
 * @param written those of input that the provider put into its cache
 * @param millis how long the model took
 */
public record StoredReply(
        String text, String finish, String model, long input, long output, long cached, long written, long millis) {}
