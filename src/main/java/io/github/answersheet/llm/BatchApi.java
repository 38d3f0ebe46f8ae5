package io.github.answersheet.llm;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The batches of an OpenAI-compatible provider: files of requests, answered within a day. Requests that may be repeated are
 * tried again; a batch is created again only where the provider's list does not have it. Thread-safe.
 */
public final class BatchApi {

    /** Where the requests of a file go. */
    public static final String TARGET = "/v1/chat/completions";

    static final String MARK = "answersheet";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WINDOW = "24h";
    private static final int PAGE = 100;
    // Bytes of a result on the average, thoughts included.
    private static final long MOST_OF_A_CALL = 1L << 18;
    // So many batches are looked through, newest first, for one that was submitted a short while ago.
    private static final int MOST_PAGES = 10;

    private final Endpoint endpoint;
    private final Patience patience;
    private final Diagnosis diagnosis;
    private final DeadlineExchange exchange;

    /**
     * @param variables of the environment, for proxies
     */
    public BatchApi(Endpoint endpoint, Patience patience, Map<String, String> variables) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.diagnosis = new Diagnosis(endpoint);
        this.exchange = new DeadlineExchange(endpoint, variables);
    }

    /**
     * Uploads a file of requests.
     *
     * @return the provider's name for it
     * @throws EndpointException if the provider does not take it
     */
    public String upload(Path requests) {
        String boundary = UUID.randomUUID().toString();
        String head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"requests.jsonl\"\r\n"
                        + "Content-Type: application/jsonl\r\n\r\n";
        return retried(() -> {
            BodyPublisher body = BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    file(requests),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            HttpRequest request = request("/files")
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(body)
                    .build();
            return id(json(request));
        });
    }

    /**
     * Has the requests of a file answered. Where it is not clear whether that was understood, the provider's list tells.
     *
     * @param mark kept with the batch, so that it can be found again
     */
    public RemoteBatch create(String input, String mark) {
        ObjectNode body = JSON.createObjectNode()
                .put("input_file_id", input)
                .put("endpoint", TARGET)
                .put("completion_window", WINDOW);
        body.putObject("metadata").put(MARK, mark);
        boolean[] tried = new boolean[1];
        return retried(() -> {
            Optional<RemoteBatch> there = tried[0] ? find(input, mark) : Optional.empty();
            tried[0] = true;
            return there.orElseGet(() -> {
                JsonNode created = json(request("/batches")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build());
                id(created);
                return RemoteBatch.of(created);
            });
        });
    }

    /** A batch of the provider's list, by its mark or by its file. */
    public Optional<RemoteBatch> find(String input, String mark) {
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String path = "/batches?limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + encoded(after));
            JsonNode list = retried(() -> json(request(path).GET().build()));
            for (JsonNode entry : list.path("data")) {
                RemoteBatch batch = RemoteBatch.of(entry);
                if (batch.mark().equals(mark) || batch.input().equals(input)) {
                    return Optional.of(batch);
                }
                after = batch.id();
            }
            if (!list.path("has_more").asBoolean() || after.isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }

    public RemoteBatch get(String id) {
        return retried(() ->
                RemoteBatch.of(json(request("/batches/" + encoded(id)).GET().build())));
    }

    /** Asks for a batch to be ended; requests that are done keep their results. */
    public RemoteBatch cancel(String id) {
        return retried(() -> RemoteBatch.of(json(request("/batches/" + encoded(id) + "/cancel")
                .POST(BodyPublishers.noBody())
                .build())));
    }

    /**
     * Writes a file of results to a file.
     *
     * @param target is there
     * @param calls whose results may be in it; it is given up when it is much longer than they can be
     */
    public void download(String id, Path target, long calls) {
        HttpRequest request =
                request("/files/" + encoded(id) + "/content").GET().build();
        retried(() -> send(
                request,
                info -> info.statusCode() == 200
                        ? new BoundedBody<>(
                                BodySubscribers.mapping(
                                        BodySubscribers.ofFile(target, WRITE, TRUNCATE_EXISTING), path -> ""),
                                BoundedBody.LONGEST + calls * MOST_OF_A_CALL)
                        : BoundedBody.text()));
    }

    /** A text of the provider without the key, which some repeat in their messages. */
    public String withoutKey(String text) {
        return endpoint.withoutKey(text);
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }

    private HttpRequest.Builder request(String path) {
        return endpoint.signed(HttpRequest.newBuilder(endpoint.uri(path)));
    }

    private JsonNode json(HttpRequest request) {
        String body = withoutKey(send(request, BoundedBody.ofText()));
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw diagnosis.of(new UncheckedIOException(e));
        }
    }

    private String send(HttpRequest request, BodyHandler<String> handler) {
        HttpResponse<String> response;
        try {
            response = exchange.send(request, handler);
        } catch (RuntimeException e) {
            throw diagnosis.of(e);
        }
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response.body();
        }
        if (status == 404 || status == 405 || status == 501) {
            throw new EndpointException(endpoint + ": has no batches, or no longer this one (HTTP " + status
                    + "); generate without --via batch, or take the requests to it with --export");
        }
        throw diagnosis.of(new HttpFailure(status, response.body(), response.headers()));
    }

    private <T> T retried(Supplier<T> work) {
        try {
            return Failsafe.with(patience.<T>policy()).get(work::get);
        } catch (TransientException e) {
            throw new EndpointException(e.getMessage() + ", tried " + patience.attempts() + " times");
        } catch (CallFailedException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw new EndpointException(e.getMessage());
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new CallFailedException("interrupted");
            }
            throw e;
        }
    }

    private String id(JsonNode made) {
        String id = RemoteBatch.line(made.path("id").asText(""));
        if (id.isBlank()) {
            throw new EndpointException(endpoint + ": what came has no id");
        }
        return id;
    }

    private static BodyPublisher file(Path path) {
        try {
            return BodyPublishers.ofFile(path);
        } catch (FileNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
