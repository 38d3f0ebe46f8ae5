package io.github.answersheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.answersheet.ScriptedEndpoint.Request;
import io.github.answersheet.ScriptedEndpoint.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A provider of batches on loopback. It answers the requests of a file by a script when it has been asked often enough how far
 * it is, gives results in any order and some twice, and can be stopped at every step. It also takes live calls.
 */
public final class FakeBatchProvider implements AutoCloseable {

    /** Steps at which {@link #at} is called, while the client waits. */
    public enum Step {
        UPLOADED,
        /** A batch is asked for and not made yet; what is thrown here leaves it unmade, and the connection breaks. */
        ASKED,
        /** A batch is made; what is thrown here breaks the connection. */
        CREATED,
        HALF_DOWNLOADED,
        DOWNLOADED
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Function<Request, Response> script;
    private final Map<String, String> files = new HashMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<Request> live = Collections.synchronizedList(new ArrayList<>());
    private final Random random = new Random(8);

    private volatile int looks = 2;
    private volatile Function<Integer, String> ending = number -> "completed";
    private volatile Consumer<Step> at = step -> {};

    /** A batch as it is remembered. */
    public static final class Batch {

        private final String id;
        private final String input;
        private final JsonNode metadata;
        private final List<String> requests;
        private int looked;
        private String state = "validating";
        private String output;
        private String errors;
        private String error;
        private int done;

        Batch(String id, String input, JsonNode metadata, List<String> requests) {
            this.id = id;
            this.input = input;
            this.metadata = metadata;
            this.requests = requests;
        }

        public String id() {
            return id;
        }

        public List<String> requests() {
            return requests;
        }
    }

    public FakeBatchProvider(Function<Request, Response> script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext("/v1/files", this::file);
        server.createContext("/v1/batches", this::batch);
        server.setExecutor(pool);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** How often a batch has to be asked for before it has ended; 2 if nothing is said. */
    public void looks(int times) {
        looks = times;
    }

    /**
     * The state in which the batch of a number, from 1, ends: completed if nothing is said, expired with half of its requests
     * done, failed (at the first look), or null for never.
     */
    public void ending(Function<Integer, String> state) {
        ending = state;
    }

    /** Told of each step, before the client gets its answer. */
    public void at(Consumer<Step> told) {
        at = told;
    }

    /** All batches that were ever created, oldest first. */
    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** Calls that were made one by one. */
    public List<Request> live() {
        return List.copyOf(live);
    }

    private void chat(HttpExchange exchange) throws IOException {
        Request request = Request.of(JSON.readTree(exchange.getRequestBody()), "");
        live.add(request);
        Response response = script.apply(request);
        send(exchange, response.status(), response.body());
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            String id = upload(exchange);
            at.accept(Step.UPLOADED);
            send(exchange, 200, "{\"id\":\"" + id + "\",\"object\":\"file\",\"purpose\":\"batch\"}");
            return;
        }
        String content;
        synchronized (this) {
            content = files.get(path.split("/")[3]);
        }
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            at.accept(Step.HALF_DOWNLOADED);
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
        at.accept(Step.DOWNLOADED);
    }

    private synchronized String upload(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String boundary = exchange.getRequestHeaders().getFirst("Content-Type").replaceFirst(".*boundary=", "--");
        String[] parts = body.split(Pattern.quote(boundary));
        if (!parts[1].contains("name=\"purpose\"\r\n\r\nbatch\r\n") || !parts[3].startsWith("--")) {
            throw new IOException("no upload of a batch file");
        }
        String id = "file-" + (files.size() + 1);
        files.put(id, parts[2].substring(parts[2].indexOf("\r\n\r\n") + 4, parts[2].length() - 2));
        return id;
    }

    private void batch(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        String answer;
        boolean isNew = path.length == 3 && exchange.getRequestMethod().equals("POST");
        if (isNew) {
            at.accept(Step.ASKED);
        }
        synchronized (this) {
            if (isNew) {
                answer = json(create(body)).toString();
            } else if (path.length == 3) {
                answer = list(exchange.getRequestURI()).toString();
            } else {
                Batch batch = batches.stream()
                        .filter(b -> b.id.equals(path[3]))
                        .findFirst()
                        .orElseThrow();
                if (path.length == 5) {
                    cancel(batch);
                } else {
                    look(batch);
                }
                answer = json(batch).toString();
            }
        }
        if (isNew) {
            at.accept(Step.CREATED);
        }
        send(exchange, 200, answer);
    }

    private Batch create(JsonNode body) {
        String input = body.at("/input_file_id").asText();
        if (!body.at("/endpoint").asText().equals("/v1/chat/completions")
                || !body.at("/completion_window").asText().equals("24h")) {
            throw new IllegalStateException("no batch of chat completions: " + body);
        }
        List<String> requests = files.get(input).lines().toList();
        Batch batch = new Batch("batch_" + (batches.size() + 1), input, body.path("metadata"), requests);
        batches.add(batch);
        return batch;
    }

    private ObjectNode list(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String pair : uri.getQuery().split("&")) {
            query.put(pair.split("=")[0], pair.split("=")[1]);
        }
        // The newest first, two at a time.
        List<Batch> newest = new ArrayList<>(batches);
        Collections.reverse(newest);
        int from = 0;
        for (int i = 0; i < newest.size(); i++) {
            from = newest.get(i).id.equals(query.get("after")) ? i + 1 : from;
        }
        int to = Math.min(from + 2, newest.size());
        ObjectNode list = JSON.createObjectNode().put("object", "list").put("has_more", to < newest.size());
        ArrayNode data = list.putArray("data");
        newest.subList(from, to).forEach(batch -> data.add(json(batch)));
        return list;
    }

    private void look(Batch batch) {
        if (batch.state.equals("cancelling")) {
            end(batch, "cancelled", batch.requests.size() / 2);
            return;
        }
        if (batch.output != null || batch.error != null || batch.state.equals("cancelled")) {
            return;
        }
        String end = ending.apply(batches.indexOf(batch) + 1);
        batch.looked++;
        if ("failed".equals(end)) {
            batch.state = end;
            batch.error = "Enqueued token limit reached";
            return;
        }
        if (batch.looked < looks || end == null) {
            batch.state = batch.looked == 1 ? "in_progress" : "finalizing";
            return;
        }
        end(batch, end, end.equals("expired") ? batch.requests.size() / 2 : batch.requests.size());
    }

    private static void cancel(Batch batch) {
        batch.state = "cancelling";
    }

    // Requests that are not done have a line in the file of errors, or none at all.
    private void end(Batch batch, String state, int done) {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < batch.requests.size(); i++) {
            String request = batch.requests.get(i);
            String id = BatchResults.id(request);
            if (!ids.add(id)) {
                throw new IllegalStateException("a custom_id stands twice in a file");
            }
            if (i < done) {
                String result = BatchResults.of(request, script);
                (result.contains("\"status_code\":200") ? good : bad).add(result);
            } else if (i % 2 == 0 && state.equals("expired")) {
                bad.add(BatchResults.expired(id));
            }
        }
        if (!good.isEmpty()) {
            good.add(good.get(0));
            good.add("this is no result");
            good.add(BatchResults.expired("\\u0000 of somebody else"));
        }
        Collections.shuffle(good, random);
        batch.state = state;
        batch.done = done;
        batch.output = kept(good);
        batch.errors = kept(bad);
    }

    private String kept(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String id = "file-" + (files.size() + 1);
        files.put(id, String.join("\n", lines) + "\n");
        return id;
    }

    private static ObjectNode json(Batch batch) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", batch.id)
                .put("object", "batch")
                .put("status", batch.state)
                .put("input_file_id", batch.input);
        json.set("metadata", batch.metadata);
        json.put("output_file_id", batch.output == null || batch.output.isEmpty() ? null : batch.output);
        json.put("error_file_id", batch.errors == null || batch.errors.isEmpty() ? null : batch.errors);
        json.putObject("request_counts")
                .put("total", batch.requests.size())
                .put("completed", batch.done)
                .put("failed", 0);
        if (batch.error != null) {
            json.putObject("errors").putArray("data").addObject().put("message", batch.error);
        }
        return json;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
