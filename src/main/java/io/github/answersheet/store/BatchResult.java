package io.github.answersheet.store;

import java.util.Optional;

/**
 * What came of a call in a batch.
 *
 * @param key the hash of the call
 * @param reply empty if it got none
 * @param failure why, in plain words; empty if it got one
 * @param isRefused whether asking again has no sense
 */
public record BatchResult(String key, Optional<StoredReply> reply, String failure, boolean isRefused) {}
