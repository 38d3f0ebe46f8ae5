package io.github.answersheet.llm;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An endpoint and how to call it.
 *
 * @param provider whose protocol it speaks
 * @param baseUrl ends in {@code /v1} at most providers; a query such as {@code ?api-version=2024-10-21} goes along with each
 *     request
 * @param apiKey absent for local servers; shown nowhere
 * @param keyVariable the environment variable that the key is read from
 * @param timeout for one whole call, body included
 */
public record Endpoint(
        Provider provider,
        String baseUrl,
        Optional<String> apiKey,
        String keyVariable,
        String model,
        Duration timeout) {

    /** Where the key is, unless the user names another variable. */
    public static final String KEY_VARIABLE = Provider.OPENAI.keyVariable();

    private static final Pattern SECRET =
            Pattern.compile("(?i)[?&][^=&]*(key|token|secret|passw|signature|sig|credential)[^=&]*=");

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]*");

    private static final Pattern VERSION = Pattern.compile("[?&]api-version=");

    private static final String ADDRESS = "OPENAI_BASE_URL or --base-url";
    private static final int SHORT_KEY = 8;

    /** Where calls go when a key is set and no other address. */
    public static final String OPENAI = "https://api.openai.com/v1";

    /**
     * @throws InputException if the address is no http address, or holds a key or a password, which others would see, or if the key
     *     cannot be one
     */
    public Endpoint {
        try {
            URI uri = new URI(baseUrl);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (uri.getRawUserInfo() != null || SECRET.matcher(baseUrl).find()) {
                throw new InputException(Problem.of(
                        ADDRESS,
                        "holds a password or a key, which others would see; the key is read from " + keyVariable));
            }
            if (!isHttp || uri.getHost() == null) {
                throw notAnAddress(baseUrl);
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(baseUrl);
        }
        // Others would put it into the message about it.
        if (apiKey.filter(key -> !KEY.matcher(key).matches()).isPresent()) {
            throw new InputException(Problem.of(
                    keyVariable, "holds a line end, a blank or a letter that is in no key; copy the key once more"));
        }
        if (model.isBlank()) {
            throw new InputException(Problem.of("--model", "name a model"));
        }
    }

    /** An OpenAI-compatible endpoint. */
    public Endpoint(String baseUrl, Optional<String> apiKey, String keyVariable, String model, Duration timeout) {
        this(Provider.OPENAI, baseUrl, apiKey, keyVariable, model, timeout);
    }

    /** An OpenAI-compatible endpoint whose key is where it usually is. */
    public Endpoint(String baseUrl, Optional<String> apiKey, String model, Duration timeout) {
        this(baseUrl, apiKey, KEY_VARIABLE, model, timeout);
    }

    boolean isOpenAi() {
        return baseUrl.startsWith(Provider.OPENAI.baseUrl());
    }

    /** How a request names its limit: OpenAI's newer models take only the new name, other servers know the old one. */
    String outputLimit() {
        return isOpenAi() ? "max_completion_tokens" : "max_tokens";
    }

    /** Where a request goes. */
    URI uri(String path) {
        int query = baseUrl.indexOf('?');
        String base = (query < 0 ? baseUrl : baseUrl.substring(0, query)).replaceFirst("/+$", "");
        String more = query < 0 ? "" : (path.contains("?") ? "&" : "?") + baseUrl.substring(query + 1);
        return URI.create(base + path + more);
    }

    /** Where a call goes. */
    URI ofCalls() {
        return uri(provider.path(model));
    }

    /** Gives a request the key, under the name that the endpoint reads. */
    HttpRequest.Builder signed(HttpRequest.Builder request) {
        String header = isAzure() ? "api-key" : provider.header();
        apiKey.ifPresent(key -> request.setHeader(header, header.equals("Authorization") ? "Bearer " + key : key));
        return request;
    }

    /** A text of the endpoint without the key, which some repeat in their messages. */
    String withoutKey(String text) {
        String key = apiKey.orElse("").strip();
        if (key.isEmpty()) {
            return text;
        }
        // A short one may be part of any word.
        String part = key.length() < SHORT_KEY
                ? "(?<![\\p{L}\\p{N}])" + Pattern.quote(key) + "(?![\\p{L}\\p{N}])"
                : Pattern.quote(key);
        return text.replaceAll(part, "***");
    }

    boolean isAzure() {
        if (provider != Provider.OPENAI) {
            return false;
        }
        URI uri = URI.create(baseUrl);
        return uri.getHost().endsWith(".azure.com") || VERSION.matcher(baseUrl).find();
    }

    /**
     * An address with the version that Azure wants, where it names none: that of {@code OPENAI_API_VERSION}.
     *
     * @param variables of the environment
     */
    public static String address(String baseUrl, Map<String, String> variables) {
        String version = variables.getOrDefault("OPENAI_API_VERSION", "").strip();
        boolean wantsVersion = baseUrl.contains(".azure.com/") && !baseUrl.contains("/openai/v1");
        return version.isEmpty() || !wantsVersion || VERSION.matcher(baseUrl).find()
                ? baseUrl
                : baseUrl + (baseUrl.contains("?") ? "&" : "?") + "api-version=" + version;
    }

    private static InputException notAnAddress(String baseUrl) {
        return new InputException(Problem.of(
                ADDRESS,
                baseUrl.replaceAll("[^/]*@|\\?.*", "…")
                        + " is no http address; it looks like http://127.0.0.1:11434/v1"));
    }

    /** Without the key, so that it cannot be printed by accident. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }
}
