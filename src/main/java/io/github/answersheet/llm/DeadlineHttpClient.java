package io.github.answersheet.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * HTTP/1.1 with a deadline on the whole call, held back by limits. The client that comes with langchain4j stops its clock at
 * the response headers, and offers HTTP/2 to servers that choke on it.
 */
final class DeadlineHttpClient implements HttpClient {

    private final DeadlineExchange exchange;
    private final Limits limits;
    private final ThreadLocal<String> lastBody;

    private DeadlineHttpClient(Duration deadline, Limits limits, ProxySelector proxy, ThreadLocal<String> lastBody) {
        this.lastBody = lastBody;
        this.limits = limits;
        this.exchange = new DeadlineExchange(deadline, proxy);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try {
            limits.acquire(request.body() == null ? 0 : request.body().length());
        } catch (InterruptedException e) {
            throw DeadlineExchange.interrupted(e);
        }
        HttpResponse<String> response = null;
        try {
            response = exchange.send(jdkRequest(request), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } finally {
            if (response == null) {
                limits.release();
            } else {
                limits.release(response.statusCode(), response.headers());
            }
        }
        lastBody.set(response.body());
        if (response.statusCode() / 100 != 2) {
            throw new HttpFailure(response.statusCode(), response.body(), response.headers());
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new IllegalStateException("replies are not streamed");
    }

    private static java.net.http.HttpRequest jdkRequest(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        String body = request.body() == null ? "" : request.body();
        return builder.method(request.method().name(), BodyPublishers.ofString(body))
                .build();
    }

    /**
     * What langchain4j asks for; the deadline is ours and is not overwritten by its timeouts.
     *
     * @param lastBody receives the body of each thread's last response, since langchain4j keeps nothing of a refusal
     */
    record Builder(Duration deadline, Limits limits, ProxySelector proxy, ThreadLocal<String> lastBody)
            implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return deadline;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return deadline;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new DeadlineHttpClient(deadline, limits, proxy, lastBody);
        }
    }
}
