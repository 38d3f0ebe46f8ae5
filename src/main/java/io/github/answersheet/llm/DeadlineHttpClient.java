package io.github.answersheet.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 with a deadline on the whole call, held back by limits. The client that comes with langchain4j stops its clock at
 * the response headers, and offers HTTP/2 to servers that choke on it.
 */
final class DeadlineHttpClient implements HttpClient {

    private final Endpoint endpoint;
    private final DeadlineExchange exchange;
    private final Limits limits;
    private final Protocol protocol;

    private DeadlineHttpClient(Endpoint endpoint, Protocol protocol, Limits limits, Map<String, String> variables) {
        this.endpoint = endpoint;
        this.protocol = protocol;
        this.limits = limits;
        this.exchange = new DeadlineExchange(endpoint, variables);
    }

    /** Asks in the words that the endpoint wants, and gives langchain4j a body that it understands. */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        String body = request.body() == null ? "" : request.body();
        String asked = protocol.worded(body);
        HttpResponse<String> response = exchange(request, asked);
        while (response.statusCode() / 100 != 2) {
            protocol.learn(response.statusCode(), asked, response.body());
            String again = protocol.worded(body);
            if (again.equals(asked)) {
                throw new HttpFailure(
                        protocol.status(response.statusCode(), response.body()),
                        response.body(),
                        protocol.headers(response.headers(), response.body()));
            }
            asked = again;
            response = exchange(request, asked);
        }
        boolean isStream = EventStream.isOne(response.body());
        JsonNode came = isStream ? EventStream.whole(response.body()) : UsageReader.tree(response.body());
        Optional<HttpFailure> error = Completion.error(came, response.headers());
        if (error.isPresent()) {
            throw error.get();
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(protocol.plain(came).toString())
                .build();
    }

    private HttpResponse<String> exchange(HttpRequest request, String body) {
        try {
            limits.acquire(body.length());
        } catch (InterruptedException e) {
            throw DeadlineExchange.interrupted(e);
        }
        HttpResponse<String> response = null;
        try {
            response = exchange.send(jdkRequest(request, body), BoundedBody.ofText());
        } finally {
            if (response == null) {
                limits.release();
            } else {
                limits.release(
                        protocol.status(response.statusCode(), response.body()),
                        protocol.headers(response.headers(), response.body()));
            }
        }
        return response;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new IllegalStateException("replies are waited for as a whole");
    }

    private java.net.http.HttpRequest jdkRequest(HttpRequest request, String body) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(endpoint.ofCalls());
        request.headers().forEach((name, values) -> {
            // The endpoint says itself under which name it wants the key.
            if (!Provider.isKey(name)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return endpoint.signed(builder)
                .method(request.method().name(), BodyPublishers.ofString(body))
                .build();
    }

    /** What langchain4j asks for; the deadline is ours and is not overwritten by its timeouts. */
    record Builder(Endpoint endpoint, Protocol protocol, Limits limits, Map<String, String> variables)
            implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return endpoint.timeout();
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return endpoint.timeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new DeadlineHttpClient(endpoint, protocol, limits, variables);
        }
    }
}
