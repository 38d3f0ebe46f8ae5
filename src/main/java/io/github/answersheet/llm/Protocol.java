package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What differs between providers, around langchain4j's model. One for each endpoint; thread-safe. */
interface Protocol {

    /** langchain4j wants some key even where the server wants none. */
    String NO_KEY = "none";

    /**
     * @param http sends what the model wants to be sent
     */
    ChatModel model(Endpoint endpoint, HttpClientBuilder http);

    /** The limit of a reply, under the name that the provider has for it. */
    ChatRequestParameters limited(Endpoint endpoint, int tokens);

    /** A request in the words that the endpoint wants, as far as its refusals have said so. */
    default String worded(String body) {
        return body;
    }

    /**
     * Learns from a refusal. It is worth asking again if the request is then worded in another way.
     *
     * @param asked as it was sent
     * @param said the body of the refusal
     */
    default void learn(int status, String asked, String said) {
        // Most say nothing that can be learnt.
    }

    /** A status as limits and messages know it. */
    default int status(int status, String body) {
        return status;
    }

    /** Headers under the names that {@link Limits} and {@link RetryAfter} read. */
    default HttpHeaders headers(HttpHeaders headers, String body) {
        return headers;
    }

    /**
     * A body in the form that langchain4j reads, without what a model thought.
     *
     * @throws WithheldException if it is a refusal, of which langchain4j does not tell what it cost
     * @throws NoReplyException if it is no reply
     */
    JsonNode plain(JsonNode body);

    /** Tokens as prices count them: what was read from a cache is a part of the input, thoughts are of the output. */
    Usage usage(ChatResponse response);

    /** Some headers with others in the place of the same names. */
    static HttpHeaders with(Map<String, String> others, HttpHeaders headers) {
        Map<String, List<String>> all = new HashMap<>(headers.map());
        others.forEach((name, value) -> all.put(name, List.of(value)));
        return HttpHeaders.of(all, (name, value) -> true);
    }

    static long count(Integer tokens) {
        return Optional.ofNullable(tokens).orElse(0);
    }

    /** A reply that the model or the provider withheld; it was paid for all the same. */
    final class WithheldException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Usage usage;
        private final String model;

        /**
         * @param words what stands in the place of a reply; possibly empty
         */
        WithheldException(String words, String model, Usage usage) {
            super(words);
            this.model = model;
            this.usage = usage;
        }

        Usage usage() {
            return usage;
        }

        String model() {
            return model;
        }
    }

    /** A body that came with success and is no reply. */
    final class NoReplyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Usage usage;

        NoReplyException(String message, Usage usage) {
            super(message);
            this.usage = usage;
        }

        Usage usage() {
            return usage;
        }
    }
}
