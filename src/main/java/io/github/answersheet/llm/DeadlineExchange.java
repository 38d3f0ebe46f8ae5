package io.github.answersheet.llm;

import dev.langchain4j.exception.TimeoutException;
import io.github.answersheet.source.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** HTTP/1.1 with a deadline on the whole exchange, body included. Thread-safe. */
final class DeadlineExchange {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    // They take in what has come and never wait; the client's own would be as many as there are calls.
    private static final Executor THREADS =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                Thread thread = new Thread(task, "http");
                thread.setDaemon(true);
                return thread;
            });

    private final HttpClient client;
    private final Duration deadline;

    /**
     * @param endpoint whose calls it sends, each within the endpoint's time
     * @param variables of the environment, for proxies and certificates
     * @throws InputException if a proxy would see the key
     */
    DeadlineExchange(Endpoint endpoint, Map<String, String> variables) {
        this.deadline = endpoint.timeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(THREADS)
                .connectTimeout(CONNECT.compareTo(deadline) < 0 ? CONNECT : deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(EnvironmentProxy.to(endpoint, variables));
        Trust.in(endpoint, variables).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** Whatever goes wrong is thrown as {@link Diagnosis} knows it. */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request, handler);
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("no complete answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new UncheckedIOException(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            exchange.cancel(true);
        }
    }

    static UncheckedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UncheckedIOException(new IOException("interrupted", e));
    }
}
