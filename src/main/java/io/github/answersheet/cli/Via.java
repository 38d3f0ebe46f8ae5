package io.github.answersheet.cli;

/** How calls are made. */
enum Via {
    /** One by one, at once. */
    LIVE,
    /** In the provider's batches, within a day. */
    BATCH
}
