package io.github.answersheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OpenAI-compatible endpoint on loopback that answers by a script and remembers what it was asked. */
public final class ScriptedEndpoint implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NUMBER =
            Pattern.compile("(?:Write|Write one section of|Some sections of|Examine) answer (\\d+)");

    private static final Pattern LABEL = Pattern.compile("(?m)^\\*\\*([A-Z][A-Za-z ]+):\\*\\*$");

    private final HttpServer server;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<Request> history = new CopyOnWriteArrayList<>();
    private final Function<Request, Response> script;

    /**
     * What the client sent.
     *
     * @param body all of it
     */
    public record Request(
            String system, String user, String model, String authorization, int maxOutput, JsonNode body) {

        static Request of(JsonNode body, String authorization) {
            return new Request(
                    body.at("/messages/0/content").asText(),
                    body.at("/messages/1/content").asText(),
                    body.at("/model").asText(),
                    authorization,
                    body.path("max_tokens")
                            .asInt(body.path("max_completion_tokens").asInt()),
                    body);
        }

        /** Whether the answers of a sheet are to be compared with each other. */
        public boolean isSheet() {
            return user.startsWith("Compare the answers of this sheet");
        }

        /** The number of the question that is asked for; 0 if it is about a sheet. */
        public int question() {
            if (isSheet()) {
                return 0;
            }
            Matcher number = NUMBER.matcher(user);
            if (!number.find()) {
                throw new IllegalStateException("no number in " + user);
            }
            return Integer.parseInt(number.group(1));
        }

        public boolean isRepair() {
            return user.contains("What is wrong with them");
        }

        public boolean isRedraft() {
            return user.contains("An earlier draft of this answer had these faults");
        }

        public boolean isForSection() {
            return user.contains("Write one section of answer");
        }

        /** Whether an examiner is asked. */
        public boolean isProof() {
            return user.startsWith("Examine answer");
        }

        public boolean isProofAgain() {
            return isProof() && user.contains("once more. The question:");
        }

        public boolean isDraft() {
            return !isRepair() && !isRedraft() && !isForSection() && !isProof() && !isSheet();
        }

        /** Whether corrections of sections are wanted, and not whole sections. */
        public boolean isForChanges() {
            return isRepair() && user.contains("Send the corrections alone");
        }

        /** The labels that are wanted: of a repair or a section; of corrections those that are shown. */
        public List<String> labels() {
            String wanted = isForChanges()
                    ? user.substring(
                            user.indexOf("The sections as they stand:"), user.indexOf("What is wrong with them"))
                    : isRepair()
                            ? user.substring(
                                    user.indexOf("Return these labels only"), user.indexOf("Mend each finding"))
                            : user.substring(user.lastIndexOf("Begin at once with"));
            return LABEL.matcher(wanted).results().map(r -> r.group(1)).toList();
        }
    }

    /** What it gets. */
    public record Response(int status, String body) {

        public static Response reply(String text) {
            return reply(text, "stop");
        }

        /** A reply that ends for some reason, such as {@code length}. */
        public static Response reply(String text, String finish) {
            ObjectNode root = JSON.createObjectNode();
            root.put("id", "1")
                    .put("object", "chat.completion")
                    .put("created", 1)
                    .put("model", "scripted");
            ObjectNode choice = root.putArray("choices").addObject();
            choice.put("index", 0).put("finish_reason", finish);
            choice.putObject("message").put("role", "assistant").put("content", text);
            root.putObject("usage")
                    .put("prompt_tokens", 100)
                    .put("completion_tokens", 50)
                    .put("total_tokens", 150);
            return new Response(200, root.toString());
        }

        /** What a model sends that will not answer. */
        public static Response refusal(String why) {
            Response reply = reply("");
            return new Response(
                    200, reply.body().replace("\"content\":\"\"", "\"content\":null,\"refusal\":\"" + why + "\""));
        }

        public static Response error(int status, String message) {
            ObjectNode root = JSON.createObjectNode();
            root.putObject("error").put("message", message).put("type", "error");
            return new Response(status, root.toString());
        }
    }

    public ScriptedEndpoint(Function<Request, Response> script) throws IOException {
        this.script = script;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::handle);
        server.setExecutor(pool);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public List<Request> history() {
        return history;
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        Request request =
                Request.of(body, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        history.add(request);
        Response response = script.apply(request);
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
