package io.github.answersheet.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What determines a reply, and its hash. The same words to the same model at the same address are the same call; another
 * address may serve another model under the same name.
 *
 * @param json canonical: keys sorted, no space
 * @param hash SHA-256 of it in hexadecimal digits
 */
public record CallKey(String json, String hash) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * @param parts names and values of everything that determines the reply
     */
    public static CallKey of(Map<String, Object> parts) {
        try {
            return ofJson(JSON.writeValueAsString(new TreeMap<>(parts)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The key of a call that is written out already. */
    public static CallKey ofJson(String json) {
        return new CallKey(json, hashOf(json));
    }

    /** SHA-256 of a text in hexadecimal digits. */
    public static String hashOf(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
