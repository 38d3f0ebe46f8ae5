package io.github.answersheet.store;

import java.util.UUID;

/**
 * The right to make a call, so that nobody else pays for it at the same time.
 *
 * @param key hash of the call
 * @param owner host, process and a name of its own
 */
public record Claim(String key, String owner) {

    static Claim of(String key, String host) {
        return new Claim(key, host + " " + ProcessHandle.current().pid() + " " + UUID.randomUUID());
    }

    /** Whether the process that an owner names ran on this host and is gone. */
    static boolean isOfDeadProcess(String owner, String host) {
        String[] parts = owner.split(" ");
        return parts.length == 3
                && parts[0].equals(host)
                && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }
}
