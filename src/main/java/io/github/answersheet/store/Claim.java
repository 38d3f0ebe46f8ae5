package io.github.answersheet.store;

import java.util.UUID;

/**
 * The right to make a call, so that nobody else pays for it at the same time.
 *
 * @param key hash of the call
 * @param owner host, process and a name of its own
 * @param since when it was taken, in milliseconds since 1970
 */
public record Claim(String key, String owner, long since) {

    static Claim of(String key, String host) {
        String owner = host + " " + ProcessHandle.current().pid() + " " + UUID.randomUUID();
        return new Claim(key, owner, System.currentTimeMillis());
    }

    /** Whether the process that an owner names ran on this host and is gone. */
    static boolean isOfDeadProcess(String owner, String host) {
        String[] parts = owner.split(" ");
        return parts.length == 3
                && parts[0].equals(host)
                && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    }
}
