package io.github.answersheet.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.answersheet.process.OwnThread;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Calls and events of the DevTools protocol, over one connection. Thread-safe. */
final class DevTools implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final long CALL_SECONDS = 300;
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Executor sending = OwnThread.named("browser");
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(URI address) {
        DevTools tools = new DevTools();
        try {
            tools.socket = HttpClient.newBuilder()
                    .executor(OwnThread.named("browser"))
                    .connectTimeout(CONNECT_LIMIT)
                    .build()
                    .newWebSocketBuilder()
                    .buildAsync(address, tools.new Messages())
                    .join();
        } catch (CompletionException e) {
            throw new BrowserException("does not speak on its port");
        }
        return tools;
    }

    /**
     * Calls a method and waits for its result.
     *
     * @param session of a tab; empty for the browser itself
     */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        waiting.put(id, result);
        send(message(id, session, method, parameters));
        try {
            return result.get(CALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrowserException("the browser was interrupted");
        } catch (TimeoutException e) {
            throw new BrowserException("the browser took longer than " + CALL_SECONDS + " s for " + method);
        } catch (ExecutionException e) {
            throw new BrowserException(e.getCause().getMessage());
        } finally {
            waiting.remove(id);
        }
    }

    /** Calls a method and waits for nothing: for those who are told of events, on whose thread results come. */
    void send(String session, String method, Map<String, ?> parameters) {
        String message = message(ids.incrementAndGet(), session, method, parameters);
        sending.execute(() -> {
            try {
                send(message);
            } catch (BrowserException e) {
                // It has ended, which everybody who waits is told.
            }
        });
    }

    private static String message(int id, String session, String method, Map<String, ?> parameters) {
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        return message.toString();
    }

    /** Adds who is told of every event. */
    void listen(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    private synchronized void send(String text) {
        try {
            socket.sendText(text, true).join();
        } catch (CompletionException e) {
            throw new BrowserException("the browser ended before it was done");
        }
    }

    @Override
    public void close() {
        try {
            send("{\"id\":0,\"method\":\"Browser.close\"}");
        } catch (BrowserException e) {
            // It ended by itself.
        }
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                String message = parts.toString();
                parts.setLength(0);
                receive(message);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            fail();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            fail();
        }

        private void receive(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                CompletableFuture<JsonNode> result =
                        waiting.get(message.path("id").asInt());
                if (!message.has("id")) {
                    listeners.forEach(listener -> listener.accept(message));
                } else if (result != null && message.has("error")) {
                    result.completeExceptionally(new BrowserException(
                            message.path("error").path("message").asText()));
                } else if (result != null) {
                    result.complete(message.path("result"));
                }
            } catch (JsonProcessingException e) {
                fail();
            }
        }

        private void fail() {
            waiting.values()
                    .forEach(result ->
                            result.completeExceptionally(new BrowserException("the browser ended before it was done")));
        }
    }
}
