package io.github.answersheet.prompt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A marker line that fences untrusted text off. It is derived from that text and does not occur in it, so nobody who
 * writes the text can close it.
 */
public final class Fence {

    private Fence() {}

    /**
     * A marker for these texts.
     *
     * @param untrusted all texts that will stand between lines of the marker
     */
    public static String around(String... untrusted) {
        String all = String.join("\n", untrusted);
        for (int salt = 0; ; salt++) {
            String marker = "=====MATERIAL-" + hash(salt + all) + "=====";
            if (!all.contains(marker)) {
                return marker;
            }
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
